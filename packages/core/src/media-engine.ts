import { CallError, timers } from '@call-elements/protocol';
import { systemClock } from './clock.js';
import type { MediaEngine } from './ports.js';

/** LiveKit, loaded when it is first needed: the one door to the folder that knows it. */
export function lazyLiveKitEngine(): MediaEngine {
  let loading: Promise<MediaEngine> | null = null;
  const engine = async (): Promise<MediaEngine> => {
    requireBrowser();
    loading ??= engineCode().then(
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

const load = () => import('./livekit/index.js');

/** Asked for twice. By the same address: another one would not be covered by the page's list of hashes. */
async function engineCode(): ReturnType<typeof load> {
  try {
    return await load();
  } catch {
    await new Promise<void>((resolve) => systemClock.after(timers.ENGINE_RETRY, resolve));
    return load();
  }
}

/** The engine is not even fetched where no call can be. */
function requireBrowser(): void {
  if (globalThis.isSecureContext && 'RTCPeerConnection' in globalThis) return;
  throw new CallError('ERR_INSECURE_CONTEXT', 'Calls need WebRTC, and a page that came over https: or from localhost.');
}
