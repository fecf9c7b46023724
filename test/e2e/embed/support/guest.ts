import type { Browser, BrowserContext, Page } from 'playwright';
import { Visitor } from '../../support/people.ts';
import { addProbe } from '../../support/probe.ts';

declare global {
  interface Window {
    /** What the page's policy forbade, as the page was told. */
    violations: string[];
    /** Each WebSocket that any script of the page opened. */
    sockets: string[];
    /** What the client told as `call-error`. */
    callErrors: { code: string; category: string; retryable: boolean; message: string }[];
  }
}

/** A person at a page of a host app, with everything that went wrong there. */
export class Guest extends Visitor {
  /** Errors in the console, and what was thrown. */
  readonly problems: string[] = [];
  /** Warnings of ours. */
  readonly warnings: string[] = [];
  /** Every address that the page asked for. */
  readonly requests: string[] = [];

  constructor(page: Page, name: string) {
    super(page, name);
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
      if (message.type() === 'warning' && message.text().startsWith('<')) this.warnings.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(error.message));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  violations(): Promise<string[]> {
    return this.page.evaluate(() => window.violations);
  }

  callErrors(): Promise<Window['callErrors']> {
    return this.page.evaluate(() => window.callErrors);
  }

  /** Waits until the service knows this page. */
  async online(): Promise<void> {
    await this.page.waitForFunction(
      () =>
        document.querySelector<HTMLElement & { controller?: { snapshot: { connection: string } } }>('call-client')?.controller?.snapshot
          .connection === 'online',
    );
  }
}

/** Opens a page of a host app in a context of its own. */
export async function arrive(browser: Browser, url: string, name: string): Promise<Guest> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  await watch(context);
  const guest = new Guest(await context.newPage(), name);
  await guest.page.goto(url);
  return guest;
}

/** Sees what a page does from before its first script on. */
export async function watch(context: BrowserContext): Promise<void> {
  await addProbe(context);
  await context.addInitScript(() => {
    window.violations = [];
    window.sockets = [];
    window.callErrors = [];
    const tell = (text: string): void => void window.violations.push(text);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      tell(`${violatedDirective}: ${blockedURI} ${sample}`);
    });
    new ReportingObserver(
      (reports) => {
        for (const { type, body } of reports) tell(`${type}: ${JSON.stringify(body)}`);
      },
      { buffered: true, types: ['csp-violation', 'permissions-policy-violation'] },
    ).observe();
    // `call-error` does not bubble: only who captures at the window hears it.
    window.addEventListener(
      'call-error',
      (event) => {
        const { code, category, retryable, message } = (event as Event & { error: Window['callErrors'][number] }).error;
        window.callErrors.push({ code, category, retryable, message });
      },
      true,
    );
    window.WebSocket = new Proxy(window.WebSocket, {
      construct(target, args: [string], newTarget) {
        window.sockets.push(args[0].replace(/\?.*/, ''));
        return Reflect.construct(target, args, newTarget) as WebSocket;
      },
    });
  });
}
