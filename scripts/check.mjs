// npm run check: everything that judges the code without running it. Each step counts as one test.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { run } from './lib/run.mjs';
import { say } from './lib/ui.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = () => globSync('packages/*/src', { cwd: root });
const packages = () => globSync('packages/*', { cwd: root });

/** @type {{ title: string, calls: () => string[][] }[]} */
const STEPS = [
  { title: 'types of the packages', calls: () => [['typescript/bin/tsc', '-b', '--pretty']] },
  { title: 'types of tests and scripts', calls: () => [['typescript/bin/tsc', '-p', 'test', '--pretty']] },
  { title: 'lint', calls: () => [['eslint/bin/eslint.js', '--max-warnings=0', '.']] },
  { title: 'format', calls: () => [['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']] },
  { title: 'who knows whom', calls: () => [['dependency-cruiser/bin/dependency-cruiser.mjs', ...sources(), 'stories', '-T', 'err']] },
  { title: 'nothing unused', calls: () => [['knip/bin/knip.js']] },
  { title: 'packages can be published', calls: () => packages().map((path) => ['publint/src/cli.js', '--strict', path]) },
  { title: 'docs/errors.md says what the code says', calls: () => [['../scripts/errors-doc.mjs']] },
  { title: 'sizes', calls: () => [['size-limit/bin.js']] },
];

/**
 * Runs every step, also after one has failed; shows the output of those that fail.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const { title, calls } of STEPS) {
    const begun = Date.now();
    const output = await firstFailure(calls());
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    say(`${output === undefined ? '✔' : '✖'} ${title} (${seconds} s)`);
    if (output !== undefined) say(output.trimEnd());
    counts[output === undefined ? 'passed' : 'failed'] += 1;
  }
  return counts;
}

/** @param {string[][]} calls @returns {Promise<string | undefined>} the output of the first call that fails */
async function firstFailure(calls) {
  for (const [tool = '', ...args] of calls) {
    let text = '';
    const code = await run(process.execPath, [join(root, 'node_modules', tool), ...args], {
      cwd: root,
      onOutput: (part) => (text += part),
    });
    if (code !== 0) return text;
  }
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  const { passed, failed } = await runChecks();
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
