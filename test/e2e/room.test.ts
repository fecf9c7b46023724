import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { Browser, Page } from 'playwright';
import type * as LiveKit from 'livekit-client';
import { openUser, type TestStack } from './stack.ts';
import { Visitor, goodbye } from './support/people.ts';
import { addProbe, leftovers } from './support/probe.ts';
import { useStack } from './support/setup.ts';

declare global {
  interface Window {
    LivekitClient: typeof LiveKit;
    enter: () => Promise<LiveKit.Room>;
    guest: LiveKit.Room;
  }
}

const sdk = createRequire(import.meta.url)
  .resolve('livekit-client')
  .replace(/livekit-client\.umd\.js$|livekit-client\.esm\.mjs$/, 'livekit-client.umd.js');

/** Opens the room page: it has no ringing service. */
async function visitRoom(browser: Browser, stack: TestStack, user: string): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  await addProbe(context);
  return new Visitor(await openUser(context, stack, user, '/room'), user.charAt(0).toUpperCase() + user.slice(1));
}

const join = (visitor: Visitor): Promise<void> => visitor.page.getByRole('button', { name: 'Join standup', exact: true }).click();

/** A page that knows nothing but LiveKit's own SDK and our token endpoint. */
async function bareGuest(browser: Browser, stack: TestStack, user: string): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(stack.url);
  await page.addScriptTag({ path: sdk });
  const session = await stack.issueSession(user);
  await page.evaluate((token) => {
    window.enter = async () => {
      const { Room, TokenSource } = window.LivekitClient;
      const source = TokenSource.endpoint('/calls/token', { headers: { Authorization: `Bearer ${token}` } });
      // Who one is, is not the page's to say: these two wishes are ignored.
      const wishes = { participantName: 'Somebody else', participantIdentity: 'root' };
      const { serverUrl, participantToken } = await source.fetch({ roomName: 'standup', ...wishes });
      const room = new Room();
      await room.connect(serverUrl, participantToken, { autoSubscribe: false });
      return room;
    };
  }, session);
  return page;
}

describe('a room by its name', () => {
  const at = useStack();

  it('is where two pages of ours and a bare LiveKit client meet', async () => {
    const ana = await visitRoom(at.browser, at.stack, 'ana');
    const bo = await visitRoom(at.browser, at.stack, 'bo');
    await join(ana);
    await ana.sees('You are the first one here');
    await join(bo);
    await ana.tile('Bo, muted, camera off').waitFor();
    await bo.tile('Ana, muted, camera off').waitFor();
    const chen = await bareGuest(at.browser, at.stack, 'chen');
    await chen.evaluate(async () => {
      window.guest = await window.enter();
      await window.guest.localParticipant.enableCameraAndMicrophone();
    });
    await Promise.all([ana.seesMoving('Chen'), bo.seesMoving('Chen')]);
    const seen = await chen.evaluate(() =>
      [...window.guest.remoteParticipants.values()].map((person) => ({
        name: person.name,
        muted: person.getTrackPublication(window.LivekitClient.Track.Source.Microphone)?.isMuted,
      })),
    );
    assert.deepEqual(
      seen.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '')),
      [
        { name: 'Ana', muted: true },
        { name: 'Bo', muted: true },
      ],
    );
    await ana.press('Mute');
    await bo.tile('Ana, camera off').waitFor();
    await ana.press('Hang up');
    await ana.sees('Call ended');
    await bo.tile('Ana, camera off').waitFor({ state: 'detached' });
    assert.deepEqual(await leftovers(ana.page), { openConnections: 0, liveTracks: 0 });
    await chen.context().close();
    await goodbye(ana, bo);
  });

  it('is closed to whom the host does not let in', async () => {
    const dara = await visitRoom(at.browser, at.stack, 'dara');
    await join(dara);
    await dara.sees('You do not have access to this call.');
    assert.deepEqual(await leftovers(dara.page), { openConnections: 0, liveTracks: 0 });
    await dara.page.context().close();
  });

  it('is full for the seventeenth person, who is told so', async () => {
    const ana = await visitRoom(at.browser, at.stack, 'ana');
    const crowd = await bareGuest(at.browser, at.stack, 'chen');
    await crowd.evaluate(async () => {
      for (let guest = 0; guest < 16; guest += 1) await window.enter();
    });
    await join(ana);
    await ana.sees('This call is full.');
    assert.deepEqual(await leftovers(ana.page), { openConnections: 0, liveTracks: 0 });
    await crowd.close();
    await ana.press('Join again');
    await ana.sees('You are the first one here');
    await ana.page.context().close();
  });
});
