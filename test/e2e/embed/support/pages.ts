import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from './host.ts';

export const bundleFolder = join(import.meta.dirname, '../../../../dist/cdn');

/** What a page may do, in the words of the guide for embedding; each can be left out or said otherwise. */
export function policy(host: Host, other: Readonly<Record<string, string | null>> = {}): Readonly<Record<string, string>> {
  const { stack } = host;
  const service = new URL(stack.url).host;
  const media = new URL(stack.livekit.url).host;
  const directives: Record<string, string | null> = {
    'default-src': "'none'",
    'script-src': `'self' ${stack.cdnUrl}`,
    'style-src': "'self'",
    'connect-src': `'self' http://${service} ws://${service} http://${media} ws://${media}`,
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'call-elements-lit',
    'report-uri': '/report',
    ...other,
  };
  const words = Object.entries(directives).flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]));
  return { 'content-security-policy': words.join('; ') };
}

/** sha384 of each file of the bundle. */
export const integrity = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(bundleFolder, 'integrity.json'), 'utf8')) as Record<string, string>;

/** The tag that a customer writes. */
export function bundleScript({ stack }: Host, file: 'call-elements.js' | 'call-elements.classic.js' = 'call-elements.js'): string {
  const type = file === 'call-elements.js' ? 'type="module"' : 'defer';
  return `<script ${type} src="${stack.cdnUrl}/${file}" integrity="${integrity()[file] ?? ''}" crossorigin="anonymous"></script>`;
}

/** The tag of the client, for one of the demo's users. */
export const clientTag = ({ stack }: Host, user: string, more = ''): string =>
  `<call-client token-url="${stack.url}/calls/token" signal-url="${stack.url}/calls/signal" session-url="/session?user=${user}" ${more}></call-client>`;

/** A page of the host app. */
export const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host app</title><link rel="stylesheet" href="/host.css">${head}</head><body>${body}</body></html>`;

/** A page with all four tags. */
export const callPage = (host: Host, user: string, script = bundleScript(host)): string =>
  page(script, `${clientTag(host, user)}<call-view></call-view><friend-call-list></friend-call-list>`);
