// What stands beside the bundle: what loads when, and whose work is in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes `loading.json` (what a page loads at once, and what later) and `licenses.txt`.
 * @returns {import('rollup').Plugin}
 */
export function bundleFacts() {
  return {
    name: 'bundle-facts',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const early = closure(chunks.find((chunk) => chunk.isEntry)?.fileName ?? '', bundle);
      const late = chunks.map((chunk) => chunk.fileName).filter((name) => !early.has(name));
      this.emitFile({ type: 'asset', fileName: 'loading.json', source: `${JSON.stringify({ early: [...early], late }, undefined, 2)}\n` });
      const homes = new Set(chunks.flatMap((chunk) => Object.keys(chunk.modules)).flatMap(packageOf));
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: [...homes].sort().map(licenseOf).join('\n\n') });
    },
  };
}

/** A chunk and all that it imports at once. @param {string} fileName @param {import('rollup').OutputBundle} bundle @returns {Set<string>} */
function closure(fileName, bundle, found = new Set()) {
  const chunk = bundle[fileName];
  if (found.has(fileName) || chunk?.type !== 'chunk') return found;
  found.add(fileName);
  for (const name of chunk.imports) closure(name, bundle, found);
  return found;
}

/** The folder of the library that a module is from; ours is none. @param {string} id */
function packageOf(id) {
  if (!id.includes('/node_modules/')) return [];
  for (let folder = dirname(id); !folder.endsWith('/node_modules'); folder = dirname(folder)) {
    if (existsSync(join(folder, 'LICENSE')) || existsSync(join(folder, 'LICENSE.txt'))) return [folder];
  }
  return [];
}

/** @param {string} folder */
function licenseOf(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) ?? '';
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
