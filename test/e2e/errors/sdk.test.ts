import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright';
import { launchChromium } from '../stack.ts';
import { addProbe } from '../support/probe.ts';
import { startBrokenServer, status, type BrokenServer } from './support/broken-server.ts';
import { refuseSocket } from './support/sockets.ts';

const engine = createRequire(new URL('../../../packages/core/package.json', import.meta.url)).resolve('livekit-client');

/** What a bare `connect` of the SDK came to. */
interface Outcome {
  readonly over: boolean;
  readonly reason: number | null;
  readonly reasonName: string | null;
  readonly status: number | null;
  readonly openConnections: number;
}

// We work around these. When one of them fails, livekit-client was mended: see what of packages/core/src/livekit can go (livekit.md §1.9).
describe('livekit-client alone', () => {
  let server: BrokenServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    server = await startBrokenServer();
    browser = await launchChromium();
    const context = await browser.newContext();
    await addProbe(context);
    page = await context.newPage();
    const script = await readFile(engine);
    server.on('/engine.js', () => new Response(script, { headers: { 'content-type': 'text/javascript' } }));
    server.on(
      '/sdk',
      () => new Response('<!doctype html><script src="/engine.js"></script>', { headers: { 'content-type': 'text/html' } }),
    );
    await page.goto(`${server.url}/sdk`);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  const connect = (path: string, patience: number): Promise<Outcome> =>
    page.evaluate(
      async ({ url, ms }) => {
        const { Room } = (
          window as unknown as {
            LivekitClient: { Room: new () => { connect(url: string, token: string): Promise<void>; disconnect(): Promise<void> } };
          }
        ).LivekitClient;
        const room = new Room();
        const before = window.probe.leftovers().openConnections;
        const failed = room.connect(url, 'token').then(
          () => null,
          (error: unknown) => error as { reason: number; reasonName: string; status?: number },
        );
        const error = await Promise.race([failed, new Promise<undefined>((resolve) => setTimeout(resolve, ms, undefined))]);
        await room.disconnect();
        return {
          over: error !== undefined,
          reason: error?.reason ?? null,
          reasonName: error?.reasonName ?? null,
          status: error?.status ?? null,
          openConnections: window.probe.leftovers().openConnections - before,
        };
      },
      { url: `${server.url.replace('http', 'ws')}${path}`, ms: patience },
    );

  it('asks for ever where nothing speaks LiveKit (no. 1): hence our own question first, and our own deadline', async () => {
    const outcome = await connect('/nothing', 6_000);
    assert.equal(outcome.over, false);
    assert.ok(server.asked('/nothing/rtc/validate').length + server.asked('/nothing/rtc/v1/validate').length >= 3);
  });

  it('forgets an open connection after a join that failed (no. 2), and gives the error another name (no. 4): hence our closing, and numbers only', async () => {
    server.onSocket('/refused/', refuseSocket(401));
    server.on('/refused/rtc/validate', status(401));
    server.on('/refused/rtc/v1/validate', status(401));
    const outcome = await connect('/refused', 10_000);
    assert.deepEqual(outcome, { over: true, reason: 0, reasonName: 'ServerUnreachable', status: 401, openConnections: 1 });
  });
});
