// npm test, once the dependencies are there: builds, runs the parts, sums up. The last line is "N passed, N failed".
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './browsers.mjs';
import { build } from './build.mjs';
import { PARTS } from './lib/parts.mjs';
import { endWithParent, isEnding } from './lib/run.mjs';
import { elapsed, say } from './lib/ui.mjs';
import { ensureQt } from './qt.mjs';

/** @param {string[]} args */
function choose(args) {
  const { values } = parseArgs({
    args,
    options: { without: { type: 'string', multiple: true }, only: { type: 'string', multiple: true } },
  });
  const names = PARTS.map((part) => part.name);
  const unknown = [...(values.without ?? []), ...(values.only ?? [])].filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`No part is called ${unknown.join(' or ')}. The parts are: ${names.join(', ')}.`);
  const chosen = PARTS.filter(({ name }) => (values.only?.includes(name) ?? true) && !values.without?.includes(name));
  if (chosen.length === 0) throw new Error('Every part is left out.');
  return chosen;
}

/** Once, with progress, and before the clock of any test runs. */
async function prepareMediaServer() {
  const { createProgress, findServer } = await import('../packages/dev-server/dist/index.js');
  await findServer({ progress: createProgress() });
}

async function main() {
  const chosen = choose(process.argv.slice(2));
  ensureBrowsers([...new Set(chosen.flatMap((part) => part.browsers))], say);
  if (chosen.some((part) => part.qt)) ensureQt(say);
  await build();
  if (chosen.some((part) => part.calls)) await prepareMediaServer();
  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const table = [];
  for (const part of chosen) {
    say(`\n━━ ${part.name} ━━`);
    const begun = elapsed();
    const { passed, failed } = await part.run();
    total.passed += passed;
    total.failed += failed;
    table.push(
      `  ${part.name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(elapsed() - begun).padStart(5)} s`,
    );
  }
  const skipped = PARTS.length - chosen.length;
  const left = PARTS.filter((part) => !chosen.includes(part)).map((part) => part.name);
  say(`\n${table.join('\n')}`);
  if (skipped > 0) say(`  left out: ${left.join(', ')}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return total.failed === 0 ? 0 : 1;
}

endWithParent();
try {
  process.exitCode = await main();
} catch (error) {
  if (!isEnding()) {
    say(error instanceof Error ? error.message : String(error));
    process.stdout.write('0 passed, 1 failed\n');
  }
  process.exitCode = 1;
}
