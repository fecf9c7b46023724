// The parts of npm test. Each counts its own tests; a part that ran none has failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../browsers.mjs';
import { runChecks } from '../check.mjs';
import { run } from './run.mjs';
import { say } from './ui.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * `calls`: it makes real calls, by a real media server; `qt`: it needs Qt WebEngine.
 * @typedef {{ name: string, browsers: ('chromium' | 'firefox')[], calls?: boolean, qt?: boolean, run: () => Promise<Counts> }} Part
 */

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Waits for a wedged test. Real calls of half a minute are among them. Milliseconds. */
const TEST_TIMEOUT_MS = 300_000;

/** @type {Part[]} */
export const PARTS = [
  { name: 'check', browsers: [], run: runChecks },
  {
    name: 'unit',
    browsers: [],
    run: () =>
      nodeTests(['protocol', 'core', 'service', 'dev-server', 'architecture', 'packaging'].map((name) => `test/${name}/**/*.test.ts`)),
  },
  { name: 'elements', browsers: ['chromium'], run: elementTests },
  {
    name: 'e2e',
    browsers: ['chromium'],
    calls: true,
    run: callTests,
  },
  {
    name: 'firefox',
    browsers: ['chromium', 'firefox'],
    calls: true,
    run: () => nodeTests(['test/e2e/**/*.firefox.test.ts'], ['--test-concurrency=1']),
  },
  {
    name: 'qt',
    browsers: ['chromium'],
    calls: true,
    qt: true,
    run: () => nodeTests(['test/qml/**/*.qt.test.ts'], ['--test-concurrency=1']),
  },
];

/** Calls between real pages; then all that they left in logs, pages and addresses is searched for secrets. */
async function callTests() {
  const evidence = mkdtempSync(join(tmpdir(), 'call-elements-evidence-'));
  try {
    const env = { CALL_ELEMENTS_EVIDENCE: evidence };
    const calls = await nodeTests(['test/e2e/**/!(*.firefox).test.ts'], ['--test-concurrency=1'], env);
    const search = await nodeTests(['test/e2e/after/secrets.ts'], [], env);
    return { passed: calls.passed + search.passed, failed: calls.failed + search.failed };
  } finally {
    rmSync(evidence, { recursive: true, force: true });
  }
}

/** @param {string[]} globs @param {string[]} [options] @param {Record<string, string>} [env] */
function nodeTests(globs, options = [], env = {}) {
  return counted((file) => {
    const reporters = [
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(root, 'scripts/lib/count-reporter.mjs')}`,
      `--test-reporter-destination=${file}`,
    ];
    return run(process.execPath, ['--test', `--test-timeout=${TEST_TIMEOUT_MS}`, ...options, ...reporters, ...globs], {
      cwd: root,
      env: { ...process.env, ...env },
    });
  });
}

function elementTests() {
  return counted((file) => {
    const wtr = join(root, 'node_modules/@web/test-runner/dist/bin.js');
    return run(process.execPath, [wtr, '--config', join(root, 'scripts/lib/wtr.config.mjs')], {
      cwd: root,
      env: { ...process.env, CALL_ELEMENTS_COUNTS: file, CHROME_PATH: findChromium() },
    });
  });
}

/**
 * Runs tests that write their figures to a file.
 * @param {(file: string) => Promise<number | null>} start
 * @returns {Promise<Counts>}
 */
async function counted(start) {
  const folder = mkdtempSync(join(tmpdir(), 'call-elements-'));
  const file = join(folder, 'counts.json');
  try {
    const code = await start(file);
    return judge(code, read(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A crash, a run without tests and a test that is switched off are failures, whatever else went well.
 * @param {number | null} code
 * @param {{ passed: number, failed: number, off: number } | undefined} counts
 * @returns {Counts}
 */
export function judge(code, counts) {
  if (!counts) return troubled('ended without its figures', { passed: 0, failed: 0 }, 1);
  const { passed, failed, off } = counts;
  if (off > 0) return troubled(`has ${off} tests that are switched off`, counts, off);
  if (passed + failed === 0) return troubled('ran no tests', counts, 1);
  if (code !== 0 && failed === 0) return troubled(`ended with exit code ${code} though no test failed`, counts, 1);
  return { passed, failed };
}

/** @param {string} what @param {Counts} counts @param {number} more @returns {Counts} */
function troubled(what, { passed, failed }, more) {
  say(`This part ${what}: that counts as failed.`);
  return { passed, failed: failed + more };
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
