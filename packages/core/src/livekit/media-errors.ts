import { CallError } from '@call-elements/protocol';
import { PublishTrackError } from 'livekit-client';
import { isCallError } from '../errors.js';

/** What is wrong with a device, from what `getUserMedia` or the SDK throws (livekit.md §1.6). */
export function mediaError(error: unknown): CallError {
  if (isCallError(error)) return error;
  const name = error instanceof Error ? error.name : '';
  const options = { cause: error };
  // Qt WebEngine says AbortError where others say NotAllowedError (webview.md §5).
  if (isDenied(error) || (name === 'AbortError' && navigator.userAgent.includes('QtWebEngine'))) {
    return new CallError(
      'ERR_MEDIA_DENIED',
      'The browser or its user refused the device. In an iframe, check allow="camera; microphone; display-capture".',
      options,
    );
  }
  if (name === 'NotFoundError') return new CallError('ERR_MEDIA_MISSING', 'There is no such device.', options);
  if (name === 'NotReadableError') return new CallError('ERR_MEDIA_IN_USE', 'The device is used by another program.', options);
  return new CallError('ERR_MEDIA', 'The device could not be started.', options);
}

/** What is wrong when a captured track cannot be sent. */
export function publishError(error: unknown): CallError {
  const cause = error instanceof PublishTrackError ? { status: error.status } : undefined;
  return cause?.status === 403
    ? new CallError('ERR_PUBLISH_DENIED', 'The token does not allow to publish this.', { cause })
    : new CallError('ERR_PUBLISH_FAILED', 'The media server did not take the track.', { cause });
}

/** The person or the browser said no. */
export const isDenied = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'SecurityError');

/** The page, or one around it, forbids a feature: no person was asked. Only Chromium tells. */
export const isForbidden = (feature: string): boolean =>
  (document as { featurePolicy?: { allowsFeature(name: string): boolean } }).featurePolicy?.allowsFeature(feature) === false;

/** Throws where the browser hides devices: pages that are not secure. */
export function requireDevices(): void {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- absent on insecure pages, whatever the DOM types say
  if (navigator.mediaDevices) return;
  throw new CallError('ERR_INSECURE_CONTEXT', 'Cameras and microphones need https: or localhost.');
}
