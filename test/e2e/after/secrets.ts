import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';
import { PLACES, keepPage, readEvidence, type Place } from '../support/evidence.ts';
import { visit } from '../support/people.ts';

const CONTROL = 'control-string-that-must-be-found';

/** What the whole end-to-end run wrote down is searched; run by itself it searches what it plants. */
describe('no secret', () => {
  const folder = process.env['CALL_ELEMENTS_EVIDENCE'] ?? '';
  let stack: TestStack;
  let browser: Browser;

  before(async () => {
    assert.notEqual(folder, '', 'run by npm test, which gives the folder of the evidence: npm test -- --only e2e');
    stack = await startTestStack();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await stack.close();
  });

  it('is overlooked: a control string is found in each place where it was planted', async () => {
    const ana = await visit(browser, stack, 'ana');
    await ana.page.evaluate((control) => {
      // eslint-disable-next-line no-console -- the console is one of the places
      console.log(control);
      document.body.setAttribute('data-control', control);
      localStorage.setItem('control', control);
      void fetch(`/demo/none?${control}`);
      document
        .querySelector('call-client')
        ?.dispatchEvent(Object.assign(new Event('call-error'), { error: new Error('outer', { cause: new Error(control) }) }));
      setTimeout(() => {
        throw new Error(control);
      });
    }, CONTROL);
    await keepPage(ana.page);
    stack.onLine(CONTROL);
    const missing = (): Place[] =>
      PLACES.filter((place) => !readEvidence(folder).some((row) => row.place === place && row.text.includes(CONTROL)));
    for (const until = Date.now() + 5_000; missing().length > 0 && Date.now() < until;)
      await ana.page.evaluate(() => new Promise(requestAnimationFrame));
    assert.deepEqual(missing(), []);
    await ana.page.evaluate(() => {
      localStorage.clear();
    });
    await ana.page.context().close();
  });

  it('of any call stands in a log, a page, an event, a store, an address, a console or an error', (t) => {
    const rows = readEvidence(folder);
    const secrets = new Set(rows.filter((row) => row.place === 'secret').map((row) => row.text));
    const open = rows.filter((row) => row.place !== 'secret' && row.place !== 'browser');
    t.diagnostic(
      `${secrets.size} secrets, ${open.length} places, ${rows.filter((row) => row.place === 'browser').length} lines of the browser itself about the SDK's socket`,
    );
    assert.ok(secrets.size > 3, 'the run used secrets');
    const hits = open.filter((row) => [...secrets].some((text) => row.text.includes(text)));
    assert.deepEqual(
      hits.map((row) => `${row.place}: ${row.text.slice(0, 80)}`),
      [],
    );
  });
});
