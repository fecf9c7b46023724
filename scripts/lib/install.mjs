// npm ci, when it is needed.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from './run.mjs';
import { say } from './ui.mjs';

const BEAT_MS = 10_000;

/** Installs the dependencies unless exactly those of the lock file are there. @param {string} root */
export async function install(root) {
  const stamp = join(root, 'node_modules', '.call-elements-installed');
  const wanted = fingerprint(root);
  if (read(stamp) === wanted) return;
  // Gone while it works: an interrupted installation is done again.
  rmSync(stamp, { force: true });
  say('• Installing dependencies (npm ci, about a minute the first time)…');
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const beat = setInterval(() => say(`  still installing, ${seconds()} s`), BEAT_MS);
  try {
    // Nothing in the tree needs its install script.
    await must('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
  } finally {
    clearInterval(beat);
  }
  writeFileSync(stamp, wanted);
  say(`  installed in ${seconds()} s`);
}

/** The lock file, and the platform that it was installed for. @param {string} root */
const fingerprint = (root) =>
  `${process.platform}-${process.arch} ${createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')}`;

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
