import { CallError } from '@call-elements/protocol';
import type { MediaEngine } from './ports.js';

/** LiveKit, loaded when it is first needed: the one door to the folder that knows it. */
export function lazyLiveKitEngine(): MediaEngine {
  let loading: Promise<MediaEngine> | null = null;
  const engine = (): Promise<MediaEngine> => {
    loading ??= import('./livekit/index.js').then(
      (module) => module.createLiveKitEngine(),
      (error: unknown) => {
        loading = null;
        throw new CallError('ERR_ENGINE_LOAD', 'The call engine could not be loaded. Check that its file is served beside this one.', {
          cause: error,
        });
      },
    );
    return loading;
  };
  return {
    load: async () => {
      await engine();
    },
    open: async (handlers) => (await engine()).open(handlers),
  };
}
