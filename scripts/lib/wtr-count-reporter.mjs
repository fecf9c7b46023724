// A reporter for Web Test Runner: one line of JSON with the figures, for npm test to sum up.
import { writeFileSync } from 'node:fs';

/** @param {string} file @returns {import('@web/test-runner').Reporter} */
export function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, off: 0 };
      for (const session of sessions) {
        if (session.testResults) addSuite(counts, session.testResults);
        // A file that did not load, or a page that crashed, has no results of its own.
        if (!session.passed && session.errors.length > 0) counts.failed += 1;
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

/** @param {{ passed: number, failed: number, off: number }} counts @param {import('@web/test-runner').TestSuiteResult} suite */
function addSuite(counts, suite) {
  for (const test of suite.tests) {
    if (test.skipped) counts.off += 1;
    else if (test.passed) counts.passed += 1;
    else counts.failed += 1;
  }
  for (const inner of suite.suites) addSuite(counts, inner);
}
