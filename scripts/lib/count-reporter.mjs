// A reporter for node --test: one line of JSON with the figures, for npm test to sum up.

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} source */
export default async function* countReporter(source) {
  for await (const event of source) {
    // The summary without a file is that of the whole run.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
    const { passed, failed, cancelled, skipped, todo } = event.data.counts;
    yield `${JSON.stringify({ passed, failed: failed + cancelled, off: skipped + todo })}\n`;
  }
}
