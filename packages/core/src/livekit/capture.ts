import { CallError, timers } from '@call-elements/protocol';
import {
  createLocalAudioTrack,
  createLocalScreenTracks,
  createLocalVideoTrack,
  LocalAudioTrack,
  LocalVideoTrack,
  VideoPresets,
} from 'livekit-client';
import { mediaError, requireDevices } from './media-errors.js';

/** The SDK's own union does not hold under exactOptionalPropertyTypes. */
export type LocalTrack = LocalAudioTrack | LocalVideoTrack;
export type DeviceName = 'microphone' | 'camera' | 'screenShare';

/** How a device is opened: as calls want it, and, where that may be asking too much, as it is. */
interface Ways {
  readonly wished: () => Promise<LocalTrack>;
  readonly plain?: () => Promise<LocalTrack>;
}

const WAYS: Readonly<Record<DeviceName, Ways>> = {
  microphone: {
    wished: () => createLocalAudioTrack(),
    plain: async () => new LocalAudioTrack(await anyTrack({ audio: true }), undefined, false),
  },
  camera: {
    wished: () => createLocalVideoTrack({ resolution: VideoPresets.h720.resolution }),
    plain: async () => new LocalVideoTrack(await anyTrack({ video: true }), undefined, false),
  },
  screenShare: { wished: captureScreen },
};

/**
 * Opens a device; what another try may heal is tried once more (livekit.md §7.3).
 * @throws {CallError} `ERR_MEDIA_…`, `ERR_INSECURE_CONTEXT`, `ERR_DISPOSED` when `signal` aborts
 */
export async function capture(name: DeviceName, signal: AbortSignal): Promise<LocalTrack> {
  requireDevices();
  const { wished, plain } = WAYS[name];
  // A person may look at the list of screens for as long as they like.
  const limit = name === 'screenShare' ? null : timers.PERMISSION_TIMEOUT;
  try {
    return await answered(wished(), limit, signal);
  } catch (error) {
    const failure = mediaError(error);
    if (failure.code === 'ERR_MEDIA_IN_USE' && plain) {
      await pause(timers.DEVICE_RETRY, signal);
      return answered(wished(), limit, signal);
    }
    if (failure.code === 'ERR_MEDIA' && plain) return answered(plain(), limit, signal);
    throw failure;
  }
}

export function discard(track: LocalTrack): void {
  track.detach();
  track.stop();
}

/** What `asked` gives, if it comes in time: what comes later is stopped at once. */
async function answered(asked: Promise<LocalTrack>, limit: number | null, signal: AbortSignal): Promise<LocalTrack> {
  const wait = limited(limit, signal);
  try {
    return await Promise.race([asked, wait.over]);
  } catch (error) {
    asked.then(discard, () => undefined);
    throw error;
  } finally {
    wait.stop();
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const wait = limited(ms, signal);
  await wait.over.catch(() => undefined);
  wait.stop();
  if (signal.aborted) throw gone();
}

/** `over` rejects after `ms`, or when `signal` aborts. */
function limited(ms: number | null, signal: AbortSignal): { over: Promise<never>; stop: () => void } {
  let stop: () => void = () => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    const onAbort = (): void => {
      reject(gone());
    };
    const onTime = (): void => {
      reject(unanswered());
    };
    const timer = ms === null ? undefined : setTimeout(onTime, ms);
    signal.addEventListener('abort', onAbort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    if (signal.aborted) onAbort();
  });
  over.catch(() => undefined);
  return { over, stop };
}

const gone = (): CallError => new CallError('ERR_DISPOSED', 'The call ended meanwhile.');
const unanswered = (): CallError =>
  new CallError(
    'ERR_MEDIA_TIMEOUT',
    'Nobody answered the question for the device. In a web view, its host must answer permission requests.',
  );

async function anyTrack(constraints: MediaStreamConstraints): Promise<MediaStreamTrack> {
  const [track] = (await navigator.mediaDevices.getUserMedia(constraints)).getTracks();
  if (track) return track;
  throw new DOMException('The browser gave no track.', 'NotFoundError');
}

/** Sound is left out: it may be shared only where our own audio is provably not in it. */
async function captureScreen(): Promise<LocalTrack> {
  const track = (await createLocalScreenTracks({ audio: false })).find((candidate) => candidate instanceof LocalVideoTrack);
  if (track) return track;
  throw new DOMException('The browser gave no screen.', 'NotFoundError');
}
