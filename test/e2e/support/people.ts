import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright';
import { openUser, problemsOf, type TestStack } from '../stack.ts';
import { keepPage } from './evidence.ts';
import { addProbe } from './probe.ts';

/** A person at a page of the demo, by what they can see and press. */
export class Visitor {
  readonly page: Page;
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  get view(): Locator {
    return this.page.locator('call-view');
  }

  /** A button of the call view, by its whole accessible name. */
  button(name: string): Locator {
    return this.view.getByRole('button', { name, exact: true });
  }

  press(name: string): Promise<void> {
    return this.#orTellWhatIsSeen(this.button(name).click({ timeout: 10_000 }));
  }

  /** A tile of the call view, by its whole accessible name. */
  tile(name: string): Locator {
    return this.view.getByRole('group', { name, exact: true });
  }

  /** Calls a friend from the list. */
  call(friend: string, media: 'audio' | 'video' = 'audio'): Promise<void> {
    const name = media === 'video' ? `Video call ${friend}` : `Call ${friend}`;
    return this.page.locator('friend-call-list').getByRole('button', { name, exact: true }).click();
  }

  /** Waits until these words stand in the view. */
  sees(words: string | RegExp, timeout = 10_000): Promise<void> {
    return this.#orTellWhatIsSeen(this.view.getByText(words).filter({ visible: true }).first().waitFor({ timeout }));
  }

  /** Waits until the view shows nothing. */
  seesNoCall(timeout = 10_000): Promise<void> {
    return this.page
      .waitForFunction(
        () =>
          document.querySelector<HTMLElement & { controller?: { snapshot: { activeCallId: string | null } } }>('call-client')?.controller
            ?.snapshot.activeCallId === null,
        undefined,
        { timeout },
      )
      .then(() => undefined);
  }

  /** Waits until a tile shows moving pictures in a box that can be seen; a tile may get a new video meanwhile. */
  async seesMoving(tile: string, timeout = 15_000): Promise<void> {
    const until = Date.now() + timeout;
    const video = this.tile(tile).locator('video');
    while (!(await video.evaluate(movesSoon, null, { timeout: Math.max(1, until - Date.now()) }).catch(() => false)))
      if (Date.now() > until) throw new Error(`${this.name} saw nothing move in ${tile}`);
  }

  async close(): Promise<void> {
    await keepPage(this.page);
    await this.page.close();
  }

  async #orTellWhatIsSeen(doing: Promise<void>): Promise<void> {
    try {
      await doing;
    } catch (error) {
      throw new Error(`${this.name} waited in vain; the page: ${await this.page.locator('body').ariaSnapshot()}`, { cause: error });
    }
  }
}

/** Runs in the page: did three frames come soon, while the picture could be seen? A tab behind another gets one a second. */
function movesSoon(element: Element): Promise<boolean> {
  const video = element as HTMLVideoElement;
  return new Promise((resolve) => {
    let patience = 20;
    // A video that was taken out of the page will not go on: the tile has another one.
    const timer = setInterval(() => {
      patience -= 1;
      if (patience > 0 && video.isConnected) return;
      clearInterval(timer);
      resolve(false);
    }, 250);
    let seen = 0;
    const next = (): void => {
      video.requestVideoFrameCallback(() => {
        const box = video.getBoundingClientRect();
        if (box.width > 0 && box.height > 0) seen += 1;
        if (seen < 3) {
          next();
          return;
        }
        clearInterval(timer);
        resolve(true);
      });
    };
    next();
  });
}

/** Opens the demo as somebody who is signed in and sees their friends. */
export async function visit(where: Browser | BrowserContext, stack: TestStack, user: string, path?: string): Promise<Visitor> {
  const context = 'newContext' in where ? await where.newContext({ viewport: { width: 1280, height: 800 } }) : where;
  await addProbe(context);
  const page = await openUser(context, stack, user, path);
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLElement & { controller?: { snapshot: { connection: string } } }>('call-client')?.controller?.snapshot
        .connection === 'online',
  );
  return new Visitor(page, user.charAt(0).toUpperCase() + user.slice(1));
}

/** Ana and Bo at pages of their own, each online for the other. */
export async function anaAndBo(where: Browser | BrowserContext, stack: TestStack): Promise<{ ana: Visitor; bo: Visitor }> {
  const ana = await visit(where, stack, 'ana');
  const bo = await visit(where, stack, 'bo');
  await seesOnline(ana, 'bo');
  await seesOnline(bo, 'ana');
  return { ana, bo };
}

/** Waits until a friend is online for this person. */
export async function seesOnline(visitor: Visitor, friend: string): Promise<void> {
  await visitor.page.waitForFunction(
    (userId) =>
      document
        .querySelector<HTMLElement & { controller?: { snapshot: { friends: { list: { userId: string; presence: string }[] } } } }>(
          'call-client',
        )
        ?.controller?.snapshot.friends.list.some((person) => person.userId === userId && person.presence !== 'offline'),
    friend,
  );
}

/** Ana calls, Bo accepts, both see each other. */
export async function inCall(where: Browser | BrowserContext, stack: TestStack): Promise<{ ana: Visitor; bo: Visitor }> {
  const { ana, bo } = await anaAndBo(where, stack);
  await ana.call('Bo', 'video');
  await bo.press('Accept with video');
  await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
  return { ana, bo };
}

/** Closes everybody's pages and checks that none of them complained. */
export const goodbye = (...visitors: Visitor[]): Promise<void> => goodbyeAfter(null, ...visitors);

/** The same after a fault that Chromium itself complains of in these words. */
export async function goodbyeAfter(fault: RegExp | null, ...visitors: Visitor[]): Promise<void> {
  const complaints = visitors.flatMap((visitor) => problemsOf(visitor.page).map((problem) => `${visitor.name}: ${problem}`));
  const problems = complaints.filter((problem) => !fault?.test(problem));
  await Promise.all(visitors.map((visitor) => keepPage(visitor.page)));
  await Promise.all(visitors.map((visitor) => visitor.page.context().close()));
  assert.deepEqual(problems, []);
}
