import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CLOSE } from '@call-elements/protocol';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';
import { goodbye, inCall, visit, type Visitor } from '../support/people.ts';
import { addProbe, leftovers } from '../support/probe.ts';
import { addHost } from './support/error-page.ts';

describe('the service, while two people talk', () => {
  let stack: TestStack;
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;

  before(async () => {
    stack = await startTestStack();
    browser = await launchChromium();
    ({ ana, bo } = await inCall(browser, stack));
  });
  after(async () => {
    try {
      await goodbye(ana, bo);
    } finally {
      await browser.close();
      await stack.close();
    }
  });

  const post = async (path: string): Promise<Response> =>
    fetch(`${stack.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await stack.issueSession('dara')}` },
      body: JSON.stringify({ call_id: 'any' }),
    });

  /** A bare socket of Dara, after its welcome. */
  async function socket(): Promise<{ send: (frame: string | Uint8Array<ArrayBuffer>) => void; closed: Promise<number>; errors: string[] }> {
    const { ticket } = (await (await post('/calls/ticket')).json()) as { ticket: string };
    const line = new WebSocket(`${stack.url.replace('http', 'ws')}/calls/signal`);
    const errors: string[] = [];
    const closed = new Promise<number>((resolve) => {
      line.addEventListener('close', ({ code }) => {
        resolve(code);
      });
    });
    await new Promise<void>((resolve) => {
      line.addEventListener('open', () => {
        line.send(JSON.stringify({ v: 1, id: 'h', type: 'hello', payload: { ticket } }));
      });
      line.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const { type, code } = JSON.parse(data) as { type: string; code?: string };
        if (type === 'welcome') resolve();
        if (type === 'error') errors.push(code ?? data);
      });
    });
    return {
      send: (frame) => {
        line.send(frame);
      },
      closed,
      errors,
    };
  }

  it('says the same of a stranger as of somebody who does not exist', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await addProbe(context);
    await addHost(context);
    const dara = await visit(context, stack, 'dara');
    const outcomes = [];
    for (const peer of ['ana', 'nobody-at-all']) {
      await dara.page.evaluate((userId) => {
        window.host.errors = [];
        document.querySelector<HTMLElement & { controller: { call(peerId: string): void } }>('call-client')?.controller.call(userId);
      }, peer);
      await dara.sees('You do not have access to this call.');
      assert.equal(await dara.button('Call again').count(), 0);
      assert.deepEqual(await leftovers(dara.page), { openConnections: 0, liveTracks: 0 });
      outcomes.push(await dara.page.evaluate(() => [window.host.errors, window.host.ends.splice(0)]));
      await dara.press('Close');
    }
    assert.deepEqual(outcomes[0], [[{ code: 'ERR_NOT_ALLOWED', category: 'client', retryable: false, cause: null }], ['other']]);
    assert.deepEqual(outcomes[1], outcomes[0]);
    await context.close();
  });

  it('closes a socket whose frames cannot be read, by a listed code', async () => {
    for (const [frame, code] of [
      ['{"v":1,', CLOSE.badMessage],
      ['[]', CLOSE.badMessage],
      ['{"v":1,"type":"ping"}', CLOSE.badMessage],
      [new Uint8Array([1, 2, 3]), CLOSE.badMessage],
      // What WebSocket itself has for it (RFC 6455 §7.4.1).
      ['x'.repeat(100_000), 1009],
    ] as const) {
      const stranger = await socket();
      stranger.send(frame);
      assert.equal(await stranger.closed, code, String(frame).slice(0, 40));
    }
  });

  it('answers an unknown type, and refuses and then shuts out a flood', async () => {
    const stranger = await socket();
    stranger.send('{"v":1,"id":"u","type":"teleport"}');
    for (let count = 0; count < 200; count += 1) stranger.send(`{"v":1,"id":"p${count}","type":"ping"}`);
    assert.equal(await stranger.closed, CLOSE.rateLimited);
    assert.equal(stranger.errors[0], 'ERR_BAD_REQUEST');
    assert.ok(stranger.errors.slice(1).length > 10 && stranger.errors.slice(1).every((code) => code === 'ERR_RATE_LIMITED'));
  });

  it('answers a flood of requests with 429 and how long to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 120 }, () => post('/calls/token')));
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length > 20, `${refused.length}`);
    assert.ok(refused.every(({ headers }) => Number(headers.get('retry-after')) >= 1));
    assert.equal(((await refused[0]?.json()) as { error: string }).error, 'ERR_RATE_LIMITED');
  });

  it('lets the two talk on through all of it', async () => {
    assert.equal(
      await ana.page.evaluate(
        () => document.querySelector<HTMLElement & { controller: Talking }>('call-client')?.controller.snapshot.connection,
      ),
      'online',
    );
    await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
  });
});

interface Talking {
  readonly snapshot: { readonly connection: string };
}

describe('a page that may not use its microphone', () => {
  it('rings nobody, and says what to do', async () => {
    const stack = await startTestStack();
    const browser = await launchChromium({ args: ['--use-fake-ui-for-media-stream=deny'] });
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await addProbe(context);
      await addHost(context);
      const ana = await visit(context, stack, 'ana');
      await ana.call('Bo');
      await ana.sees('The microphone is not allowed here. Allow it in the site settings of your browser, then try again.');
      await ana.button('Call again').waitFor();
      assert.deepEqual(await ana.page.evaluate(() => [window.host.ends, window.host.errors]), [
        ['permission-denied'],
        [{ code: 'ERR_MEDIA_DENIED', category: 'client', retryable: false, cause: { name: 'NotAllowedError' } }],
      ]);
      assert.deepEqual(await leftovers(ana.page), { openConnections: 0, liveTracks: 0 });
    } finally {
      await browser.close();
      await stack.close();
    }
  });
});
