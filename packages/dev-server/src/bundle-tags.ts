import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFolder } from './paths.js';

/** How a page takes the bundle from another origin: only as it was built, the parts that come late too. */
export interface BundleTags {
  readonly html: string;
  /** What `script-src` must allow beside `'self'`: the origin, and the one inline script, which is the list of hashes. */
  readonly sources: readonly string[];
}

const ENTRY = 'call-elements.js';

/** Read anew for each page: the bundle may have been built again. */
export async function bundleTags(cdnUrl: string): Promise<BundleTags> {
  const hashes = JSON.parse(await readFile(join(bundleFolder, 'integrity.json'), 'utf8')) as Readonly<Record<string, string>>;
  const integrity = Object.fromEntries(Object.entries(hashes).map(([name, hash]) => [`${cdnUrl}/${name}`, hash]));
  const map = JSON.stringify({ integrity });
  return {
    html: [
      `<script type="importmap">${map}</script>`,
      `<script type="module" src="${cdnUrl}/${ENTRY}" integrity="${hashes[ENTRY] ?? ''}" crossorigin="anonymous"></script>`,
    ].join('\n    '),
    sources: [cdnUrl, `'sha256-${createHash('sha256').update(map).digest('base64')}'`],
  };
}
