import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';
import { seesOnline, visit } from '../support/people.ts';
import { targetsIn } from './support/net-log.ts';

declare global {
  interface Window {
    /** Every STUN or TURN server that a connection of the page was given. */
    iceServers: string[];
  }
}

describe('the demo and a whole call', () => {
  let stack: TestStack;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'call-elements-net-'));
    stack = await startTestStack();
  });
  after(async () => {
    await stack.close();
    rmSync(folder, { recursive: true });
  });

  /** Does something in a browser of its own; where did the browser go meanwhile? */
  async function targetsOf(name: string, doing: (browser: Browser) => Promise<void>): Promise<string[]> {
    const file = join(folder, `${name}.json`);
    const browser = await launchChromium({ args: [`--log-net-log=${file}`, '--net-log-capture-mode=Everything'] });
    try {
      await doing(browser);
    } finally {
      await browser.close();
    }
    return targetsIn(file);
  }

  it('speak with nobody but this machine: no request, no socket, no name looked up, no STUN server', async () => {
    const servers: string[] = [];
    const targets = await targetsOf('call', async (browser) => {
      const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
      for (const context of contexts) await context.addInitScript(watchServers);
      const [ana, bo] = await Promise.all(contexts.map((context, index) => visit(context, stack, index === 0 ? 'ana' : 'bo')));
      assert.ok(ana && bo);
      await seesOnline(ana, 'bo');
      await ana.call('Bo', 'video');
      await bo.press('Accept with video');
      await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
      await bo.press('Hang up');
      await ana.sees('Call ended');
      for (const visitor of [ana, bo]) servers.push(...(await serversOf(visitor.page)));
    });
    assert.deepEqual(targets, []);
    assert.ok(servers.length > 0, 'the media server names its own');
    for (const server of servers) assert.match(server, /^(stun|turns?):127\.0\.0\.1(:|$)/);
  });

  it('would be found out, were one of them to', async () => {
    const targets = await targetsOf('planted', async (browser) => {
      const page = await browser.newPage();
      await page.addInitScript(watchServers);
      await page.goto(`${stack.cdnUrl}/loading.json`);
      const servers = await page.evaluate(async () => {
        await Promise.allSettled([fetch('https://pictures.example/a.png', { mode: 'no-cors' })]);
        const socket = new WebSocket('ws://socket.example/');
        await new Promise((resolve) => socket.addEventListener('error', resolve));
        const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:203.0.113.7:3478' }] });
        connection.createDataChannel('x');
        await connection.setLocalDescription();
        connection.setConfiguration({ iceServers: [{ urls: ['stun:stun.example:3478'] }] });
        return window.iceServers;
      });
      // Nobody answers there; the question is in the record as soon as it went out.
      const record = join(folder, 'planted.json');
      while (!readFileSync(record, 'utf8').includes('203.0.113.7:3478'))
        await page.evaluate(() => fetch(location.href).then(() => undefined));
      assert.deepEqual(servers, ['stun:203.0.113.7:3478', 'stun:stun.example:3478']);
    });
    assert.deepEqual(targets, ['203.0.113.7', 'pictures.example', 'socket.example']);
  });
});

function watchServers(): void {
  window.iceServers = [];
  const keep = (configuration?: RTCConfiguration): void => {
    for (const { urls } of configuration?.iceServers ?? []) window.iceServers.push(...[urls].flat());
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- the proxy passes `this` on
  RTCPeerConnection.prototype.setConfiguration = new Proxy(RTCPeerConnection.prototype.setConfiguration, {
    apply(target, connection, args: [RTCConfiguration?]) {
      keep(args[0]);
      Reflect.apply(target, connection, args);
    },
  });
  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, args: [RTCConfiguration?], newTarget) {
      keep(args[0]);
      return Reflect.construct(target, args, newTarget) as RTCPeerConnection;
    },
  });
}

const serversOf = (page: Page): Promise<string[]> => page.evaluate(() => window.iceServers);
