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

/** Listens to an event of the page until the returned function is called; outside a browser there is nothing to hear. */
export function onPage<K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): () => void {
  if (!('addEventListener' in globalThis)) return () => undefined;
  globalThis.addEventListener(type, listener);
  return () => {
    globalThis.removeEventListener(type, listener);
  };
}

/** An address of the page's attributes as a whole one; outside a browser it must be whole already. */
export const absoluteUrl = (url: string): URL => new URL(url, 'document' in globalThis ? document.baseURI : undefined);
