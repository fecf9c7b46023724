import { CallError } from '@call-elements/protocol';
import { isCallError } from '../errors.js';

/** What is wrong with a device, from what `getUserMedia` or the SDK throws (livekit.md §1.6). */
export function mediaError(error: unknown): CallError {
  if (isCallError(error)) return error;
  const name = error instanceof Error ? error.name : '';
  // Qt WebEngine says AbortError where others say NotAllowedError (webview.md §5).
  if (name === 'NotAllowedError' || name === 'SecurityError' || (name === 'AbortError' && navigator.userAgent.includes('QtWebEngine'))) {
    return new CallError(
      'ERR_MEDIA_DENIED',
      'The browser or its user refused the device. In an iframe, check allow="camera; microphone; display-capture".',
      { cause: error },
    );
  }
  if (name === 'NotFoundError') return new CallError('ERR_MEDIA_MISSING', 'There is no such device.', { cause: error });
  if (name === 'NotReadableError') return new CallError('ERR_MEDIA_IN_USE', 'The device is used by another program.', { cause: error });
  return new CallError('ERR_MEDIA', 'The device could not be started.', { cause: error });
}

/** Throws where the browser hides devices: pages that are not secure. */
export function requireDevices(): void {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- absent on insecure pages, whatever the DOM types say
  if (navigator.mediaDevices) return;
  throw new CallError('ERR_INSECURE_CONTEXT', 'Cameras and microphones need https: or localhost.');
}
