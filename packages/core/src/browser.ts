import type { DeviceKind, Intent } from '@call-elements/protocol';

/** What kind of device this is, as far as the browser says. */
export function deviceKind(userAgent: string = globalThis.navigator.userAgent): DeviceKind {
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(userAgent)) return 'tablet';
  if (/iPhone|Mobile/.test(userAgent)) return 'phone';
  return /Windows|Macintosh|Linux|X11|CrOS/.test(userAgent) ? 'desktop' : 'other';
}

/** True when the devices for `media` are granted already, so that nobody will be asked. False when the browser cannot tell. */
export async function permitted(media: Intent): Promise<boolean> {
  const names = media === 'video' ? ['microphone', 'camera'] : ['microphone'];
  try {
    const answers = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName })));
    return answers.every((answer) => answer.state === 'granted');
  } catch {
    return false;
  }
}
