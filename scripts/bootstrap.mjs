// npm start and npm test on a fresh clone. Uses only Node's own modules, until the dependencies are there; then goes on with the pinned Node.
import { fileURLToPath } from 'node:url';
import { chooseNode, nodeTooOld } from './lib/node.mjs';
import { install } from './lib/install.mjs';
import { endWithParent, isEnding, must, run } from './lib/run.mjs';
import { say } from './lib/ui.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const [command, ...args] = process.argv.slice(2);

async function main() {
  if (command !== 'start' && command !== 'test') throw new Error('Use it as: npm start, or npm test [-- --without firefox] [--only unit]');
  const old = nodeTooOld();
  if (old) throw new Error(old);
  await install(root);
  const node = chooseNode(root);
  if (command === 'test') return run(node, [file('test.mjs'), ...args], { cwd: root });
  await must('The build', node, [file('build.mjs')], { cwd: root });
  return run(node, [fileURLToPath(new URL('../packages/dev-server/dist/main.js', import.meta.url))], { cwd: root });
}

const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

endWithParent(command === 'start' ? 0 : 130);
try {
  process.exitCode = (await main()) ?? 1;
} catch (error) {
  if (!isEnding()) {
    say(error instanceof Error ? error.message : String(error));
    if (command === 'test') process.stdout.write('0 passed, 1 failed\n');
  }
  process.exitCode = 1;
}
