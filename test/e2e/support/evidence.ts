import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';

/** Where a secret might turn up. */
export const PLACES = ['log', 'console', 'address', 'dom', 'storage', 'event', 'error'] as const;
export type Place = (typeof PLACES)[number];

/** Folder that `npm test` gives to the whole end-to-end run; without it nothing is kept. */
const folder = process.env['CALL_ELEMENTS_EVIDENCE'];

interface Row {
  readonly place: Place | 'secret' | 'browser';
  readonly text: string;
}

function write(place: Row['place'], text: string): void {
  if (folder !== undefined) appendFileSync(join(folder, `${String(process.pid)}.jsonl`), `${JSON.stringify({ place, text })}\n`);
}

/** Something that others could read. */
export const note = (place: Place, text: string): void => {
  write(place, text);
};

/** Something that must stand in no such place. */
export const secret = (text: string): void => {
  if (text.length >= 16) write('secret', text);
  // A part of a token is a secret, too.
  const signature = text.split('.')[2];
  if (signature) write('secret', signature);
};

/** All that the run wrote down. */
export const readEvidence = (from: string): Row[] =>
  readdirSync(from).flatMap((file) =>
    readFileSync(join(from, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row),
  );

const isSdkSocket = (address: string): boolean => /^wss?:.*\/rtc(\/v1)?\?/.test(address);
const SECRET_FIELDS = ['token', 'ticket', 'participant_token'];

function keepSecrets(body: string): void {
  for (const [, field, value] of body.matchAll(/"(\w+)":"([^"]+)"/g)) if (field && value && SECRET_FIELDS.includes(field)) secret(value);
}

/** Keeps every event of ours that the page tells, with all that an error drags along. Before the page's first script. */
export async function watchEvents(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const told: string[] = [];
    const facts = (value: unknown, depth = 0): unknown => {
      if (typeof value !== 'object' || value === null || depth > 4) return String(value);
      const names = value instanceof Error ? ['name', 'message', 'stack', 'cause', ...Object.keys(value)] : Object.keys(value);
      return Object.fromEntries(names.map((name) => [name, facts((value as Record<string, unknown>)[name], depth + 1)]));
    };
    const types = ['call-incoming', 'call-start', 'call-end', 'call-error', 'call-phase-change', 'call-request', 'call-record'];
    // Also what does not bubble passes the document on its way down.
    for (const type of types) document.addEventListener(type, (event) => told.push(JSON.stringify(facts(event))), true);
    Object.assign(window, { told });
  });
}

/** Writes down what a page says and asks for while it lives. */
export function watchPage(page: Page): void {
  page.on('console', (message) => {
    // Chromium's own line about the SDK's socket holds its address: counted apart.
    if (/WebSocket connection to '[^']*\/rtc/.test(message.text())) write('browser', message.text());
    else note('console', message.text());
  });
  page.on('pageerror', (error) => {
    note('error', `${error.message} ${error.stack ?? ''}`);
  });
  page.on('request', (request) => {
    note('address', request.url());
  });
  page.on('response', (response) => {
    if (/\/(session|ticket|token)(\?|$)/.test(response.url())) response.text().then(keepSecrets, () => undefined);
  });
  page.on('websocket', (socket) => {
    if (isSdkSocket(socket.url())) return;
    note('address', socket.url());
    socket.on('framereceived', ({ payload }) => {
      keepSecrets(payload.toString());
    });
  });
}

/** Writes down what stands in a page just now: its tree with all shadow trees, its storage, its events, its addresses. */
export async function keepPage(page: Page): Promise<void> {
  if (folder === undefined || page.isClosed()) return;
  const found = await page.evaluate(async () => {
    const trees = (root: ParentNode): string[] =>
      [...root.querySelectorAll('*')].flatMap((element) =>
        element.shadowRoot ? [element.shadowRoot.innerHTML, ...trees(element.shadowRoot)] : [],
      );
    const databases = 'databases' in indexedDB ? await indexedDB.databases() : [];
    return {
      dom: [document.documentElement.outerHTML, ...trees(document), document.title].join('\n'),
      storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, databases, window.name]),
      event: (window as unknown as { told?: string[] }).told?.join('\n') ?? '',
      address: [location.href, document.referrer, ...performance.getEntries().map((entry) => entry.name)]
        .filter((name) => !/\/rtc(\/v1)?\?/.test(name))
        .join('\n'),
    };
  });
  for (const [place, text] of Object.entries(found)) note(place as Place, text);
}
