// The bundle in one file, for pages that cannot load modules; and the hashes of all its files.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';

const ENTRY = 'call-elements.js';
const CLASSIC = 'call-elements.classic.js';

/** The maps of the files that are joined: the new one leads to the sources. @type {import('rollup').Plugin} */
const withMaps = {
  name: 'with-maps',
  load: (id) => ({
    code: readFileSync(id, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'),
    map: JSON.parse(readFileSync(`${id}.map`, 'utf8')),
  }),
};

/**
 * Joins the built files of a folder into a script whose one global name is `CallElements`. They are as small as they get: nothing is
 * shortened again.
 * @param {string} folder
 */
export async function joinBundle(folder) {
  const bundle = await rollup({ input: join(folder, ENTRY), plugins: [withMaps] });
  await bundle.write({
    file: join(folder, CLASSIC),
    format: 'iife',
    name: 'CallElements',
    inlineDynamicImports: true,
    compact: true,
    indent: false,
    sourcemap: true,
  });
  await bundle.close();
}

/** Writes `integrity.json`: sha384 of each script, for the integrity attribute of a page that loads it from elsewhere. @param {string} folder */
export function writeIntegrity(folder) {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const hashes = scripts.map((name) => [
    name,
    `sha384-${createHash('sha384')
      .update(readFileSync(join(folder, name)))
      .digest('base64')}`,
  ]);
  writeFileSync(join(folder, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), undefined, 2)}\n`);
}
