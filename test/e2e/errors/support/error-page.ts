import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright';
import { addProbe, leftovers } from '../../support/probe.ts';
import type { Answer, BrokenServer } from './broken-server.ts';

/** An error as the page of the host got it. */
interface ToldError {
  readonly code: string;
  readonly category: string;
  readonly retryable: boolean;
  /** The cause as far as it can be written down. */
  readonly cause: Record<string, unknown> | null;
}

/** How a failed call looked. */
export interface Outcome {
  readonly words: string;
  readonly actions: readonly string[];
  readonly errors: readonly ToldError[];
  readonly reason: string;
}

declare global {
  interface Window {
    host: { errors: ToldError[]; ends: string[]; timers: Map<unknown, number>; captures: number; capture?: MediaDevices['getUserMedia'] };
  }
}

/** Listens as a host page would, and keeps count of the timers that wait. */
export async function addHost(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const host: Window['host'] = { errors: [], ends: [], timers: new Map(), captures: 0 };
    window.host = host;
    const describe = (cause: unknown): Record<string, unknown> | null => {
      if (typeof cause !== 'object' || cause === null) return null;
      return cause instanceof Error || cause instanceof DOMException ? { name: cause.name } : (JSON.parse(JSON.stringify(cause)) as never);
    };
    // These events do not bubble: on the way down they pass all the same.
    window.addEventListener(
      'call-error',
      (event) => {
        const { code, category, retryable, cause } = (event as Event & { error: ToldError & Error }).error;
        host.errors.push({ code, category, retryable, cause: describe(cause) });
      },
      true,
    );
    window.addEventListener('call-end', (event) => host.ends.push((event as Event & { reason: string }).reason), true);
    const devices = 'mediaDevices' in navigator ? navigator.mediaDevices : undefined;
    const capture = devices?.getUserMedia.bind(devices);
    if (devices && capture)
      devices.getUserMedia = (constraints) => {
        host.captures += 1;
        return capture(constraints);
      };
    const setTimeout = window.setTimeout.bind(window);
    const clearTimeout = window.clearTimeout.bind(window);
    window.setTimeout = ((task: () => void, ms = 0, ...rest: unknown[]) => {
      const timer: number = setTimeout(() => {
        host.timers.delete(timer);
        task();
      }, ms);
      if (rest.length === 0) host.timers.set(timer, ms);
      return timer;
    }) as typeof window.setTimeout;
    window.clearTimeout = (timer) => {
      host.timers.delete(timer);
      clearTimeout(timer);
    };
  });
}

const html = (base: string, { session, token, script }: { session: boolean; token: string; script: string }): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>Errors</title>
<script type="module" src="/bundle/call-elements.js"></script>
<call-client token-url="${token}"${session ? ` session-url="${base}/session"` : ''}></call-client>
<call-button room-name="errors"></call-button>
<call-view mode="docked"></call-view>
<script type="module">${script}</script>
</html>`;

let pages = 0;

/** A page with a button that joins a room, over addresses of its own at the broken server. */
export class ErrorPage {
  readonly page: Page;
  readonly base: string;
  readonly #server: BrokenServer;

  constructor(page: Page, base: string, server: BrokenServer) {
    this.page = page;
    this.base = base;
    this.#server = server;
  }

  /**
   * @param options.session whether the page has a session address
   * @param options.token another token endpoint
   * @param options.script what the page does by itself
   * @param options.origin another name for the broken server
   */
  static async open(
    browser: Browser,
    server: BrokenServer,
    options: { session?: boolean; token?: string; origin?: string; script?: string } = {},
  ): Promise<ErrorPage> {
    const base = `/p/${(pages += 1)}`;
    const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
    await addProbe(context);
    await addHost(context);
    const page = await context.newPage();
    const opened = new ErrorPage(page, base, server);
    const text = html(base, { session: options.session ?? false, token: options.token ?? `${base}/token`, script: options.script ?? '' });
    server.on(`${base}/page`, () => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
    opened.session(() => Response.json({ token: 'a user token' }));
    await page.goto(`${options.origin ?? server.url}${base}/page`);
    // Whatever a test does in a page counts as a press: a page that acts by itself is left alone.
    if (options.script === undefined) await page.waitForFunction(() => 'controller' in (document.querySelector('call-client') ?? {}));
    return opened;
  }

  token(answer: Answer): void {
    this.#server.on(`${this.base}/token`, answer);
  }

  session(answer: Answer): void {
    this.#server.on(`${this.base}/session`, answer);
  }

  /** Gives good tokens for a media server of the page's own, which answers so when it is asked whether it would let them in. */
  mediaServer(validate: Answer): void {
    this.token(() => Response.json({ server_url: this.mediaUrl, participant_token: 'opens-nothing' }));
    this.#server.on(`${this.base}/media/rtc/validate`, validate);
  }

  get mediaUrl(): string {
    return `${this.#server.url.replace('http', 'ws')}${this.base}/media`;
  }

  /** How often something was asked for since the page began. */
  asked(name: 'token' | 'session' | 'media/rtc/validate'): readonly number[] {
    return this.#server.asked(`${this.base}/${name}`);
  }

  /** Presses the button, and waits until the call has failed. */
  async fails(timeout = 10_000): Promise<Outcome> {
    await this.page.evaluate(() => {
      window.host.errors = [];
      window.host.ends = [];
    });
    await this.press();
    return this.failed(timeout);
  }

  async press(): Promise<void> {
    await this.page.locator('call-button').getByRole('button').click();
  }

  /** Waits until the call has ended, checks that nothing of it is left, and tells what is seen. */
  async failed(timeout = 10_000): Promise<Outcome> {
    await this.page.waitForFunction(() => window.host.ends.length > 0, undefined, { timeout });
    await this.seesEnd();
    assert.deepEqual(await leftovers(this.page), { openConnections: 0, liveTracks: 0 });
    const view = this.page.locator('call-view');
    const actions = await view.getByRole('button').allInnerTexts();
    const [errors, reason] = await this.page.evaluate(() => [window.host.errors, window.host.ends[0] ?? ''] as const);
    return {
      words: await view.locator('[data-screen=end]').innerText(),
      actions: actions.map((text) => text.trim()).filter(Boolean),
      errors,
      reason,
    };
  }

  seesEnd(): Promise<void> {
    return this.page.locator('call-view').locator('[data-screen=end]').waitFor();
  }

  /** Checks that nothing runs on: short waits may come to their end. */
  async seesNoTimer(): Promise<void> {
    const over = this.page.waitForFunction(() => window.host.timers.size === 0, undefined, { timeout: 5_000 });
    await over.catch(async () => {
      assert.deepEqual(await this.page.evaluate(() => [...window.host.timers.values()]), []);
    });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
