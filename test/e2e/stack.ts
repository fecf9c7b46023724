import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import puppeteer, { type Browser as FirefoxBrowser } from 'puppeteer-core';
import { guard, startStack, type Stack, type StackOptions } from '@call-elements/dev-server';
import { note, secret, watchEvents, watchPage } from './support/evidence.ts';
import { findChromium, findFirefox } from '../../scripts/browsers.mjs';

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
  // Several pages share one machine: none may be slowed down for lying behind another.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const FIREFOX_PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

const LOG_LINES = 200;

/** A stack with the last lines of its logs: print them when a test fails. */
export interface TestStack extends Stack {
  readonly log: readonly string[];
  /** Takes a line as if the service or the media server had logged it. */
  readonly onLine: (line: string) => void;
}

/** Media server, service and pages on free ports, for one test file. */
export async function startTestStack(options: StackOptions = {}): Promise<TestStack> {
  const log: string[] = [];
  const onLog = (line: string): void => {
    log.push(line);
    note('log', line);
    if (log.length > LOG_LINES) log.shift();
    options.onLog?.(line);
  };
  const stack = await startStack({ ...options, onLog });
  secret(stack.livekit.apiSecret);
  return Object.assign(stack, { log, onLine: onLog });
}

/** Chromium with a fake camera, microphone and screen, which need no permission. */
export function launchChromium(options: { readonly args?: readonly string[] } = {}): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS, ...(options.args ?? [])] });
}

/** Firefox with a fake camera and microphone, which need no permission. */
export async function launchFirefox(): Promise<FirefoxBrowser> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: findFirefox(), extraPrefsFirefox: FIREFOX_PREFERENCES });
  const child = browser.process();
  if (child) guard(child);
  return browser;
}

const problems = new WeakMap<Page, string[]>();

/** What a page of `openUser` wrote to its console as an error, threw, or could not load; empty in a good run. */
export const problemsOf = (page: Page): readonly string[] => problems.get(page) ?? [];

/**
 * Opens the demo as a user. In a browser the user gets a context of their own; in a context the page shares storage with its other pages.
 * @param path which page: the demo by default, or `/button-only`
 */
export async function openUser(where: Browser | BrowserContext, stack: Stack, user: string, path = '/'): Promise<Page> {
  const context = 'newContext' in where ? await where.newContext({ viewport: { width: 1280, height: 800 } }) : where;
  await watchEvents(context);
  const page = await context.newPage();
  watchPage(page);
  const list: string[] = [];
  problems.set(page, list);
  page.on('console', (message) => {
    if (message.type() === 'error') list.push(message.text());
  });
  page.on('pageerror', (error) => list.push(error.stack ?? error.message));
  await page.goto(`${stack.url}${path}?user=${user}`);
  return page;
}
