/** Longest name that is drawn or spoken; the rest is cut with an ellipsis. */
const LONGEST = 80;
// Control characters and direction overrides could turn the words around a name: they never are part of one.
// eslint-disable-next-line no-control-regex -- naming them is the point
const UNRULY = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/** A name as it may stand in a sentence. */
export function cleanName(name: string): string {
  const clean = name
    .slice(0, 4 * LONGEST)
    .replace(UNRULY, '')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(clean);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : clean;
}

/** The first letter of a name, for an avatar without a picture. */
export const initialOf = (name: string): string => (Array.from(cleanName(name))[0] ?? '?').toLocaleUpperCase();

/** One of eight tones, the same for an id everywhere (FNV-1a, mixed). The seed gives the demo's people the tones of the design. */
export function toneOf(id: string): number {
  let hash = 1318854;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) & 7) + 1;
}

/** The address of a picture that may be loaded: http or https, no credentials; undefined for anything else. */
export function pictureUrl(address: string | undefined, base: string): string | undefined {
  if (!address) return undefined;
  try {
    const url = new URL(address, base);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}
