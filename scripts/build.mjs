// Compiles the packages and bundles the tags; does nothing that is done already.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinBundle, writeIntegrity } from './lib/join-bundle.mjs';
import { must } from './lib/run.mjs';
import { step } from './lib/ui.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const bundle = join(root, 'dist', 'cdn');
const stamp = join(bundle, '.built');
/** What shapes the bundle beside its sources. */
const CONFIGURATION = [
  'rollup.config.mjs',
  'scripts/lib/bundle-facts.mjs',
  'scripts/lib/join-bundle.mjs',
  'scripts/lib/lean-engine.mjs',
  'scripts/lib/lean-lit.mjs',
  'scripts/lib/source-edits.mjs',
  'package-lock.json',
];

/** Builds what is out of date. */
export async function build() {
  const tool = (/** @type {string[]} */ ...path) => join(root, 'node_modules', ...path);
  await step('Compiling', () => must('tsc', process.execPath, [tool('typescript', 'bin', 'tsc'), '-b', '--pretty'], { cwd: root }));
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // In a folder of its own until it is whole: an interrupted run leaves the old bundle, and a demo that runs keeps its files.
  const fresh = `${bundle}.${process.pid}`;
  try {
    const rollup = tool('rollup', 'dist', 'bin', 'rollup');
    await step('Bundling', () => must('rollup', process.execPath, [rollup, '-c', '--silent', '-d', fresh], { cwd: root }));
    await step('Joining', () => joinBundle(fresh));
    writeIntegrity(fresh);
    writeFileSync(join(fresh, '.built'), wanted);
    rmSync(bundle, { recursive: true, force: true });
    renameSync(fresh, bundle);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Everything that the bundle is made of. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of CONFIGURATION) hash.update(readFileSync(join(root, file)));
  for (const name of ['protocol', 'core', 'elements']) {
    const folder = join(root, 'packages', name, 'dist');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(folder, file);
      if (file.endsWith('.js') && statSync(path).isFile()) hash.update(file).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
