import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';

/** Chromium's own record of what it did on the network. */
interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: Readonly<Record<string, unknown>> }[];
}

/** Whom Chromium asks of its own accord, whatever page it shows. STUN servers of the same company are not among them. */
const CHROMIUMS_OWN =
  /^(update|content-autofill|optimizationguide-pa|safebrowsing|clientservices|edgedl\.me\.gvt1|www|firebaseperusertopics-pa)\.googleapis\.com$|^(accounts|www|clients\d|android\.clients)\.google\.com$|^(redirector|edgedl\.me)\.gvt1\.com$/;
/** Asked whether there is IPv6; nothing is sent. */
const PROBE = '[2001:4860:4860::8888]:443';

/** Where a browser went, other than this machine: names that it looked up or asked for, and addresses that it sent to. */
export function targetsIn(file: string): string[] {
  const log = JSON.parse(readFileSync(file, 'utf8')) as NetLog;
  const names = new Map(Object.entries(log.constants.logEventTypes).map(([name, id]) => [id, name]));
  const found = new Set<string>();
  for (const { type, params = {} } of log.events) {
    const name = names.get(type) ?? '';
    if (name === 'HOST_RESOLVER_MANAGER_REQUEST' && typeof params['host'] === 'string') found.add(hostOf(params['host']));
    if (name === 'URL_REQUEST_START_JOB' && typeof params['url'] === 'string' && /^(http|ws)/.test(params['url']))
      found.add(hostOf(params['url']));
    if (/^(UDP_|TCP_|SOCKET_)/.test(name) && !/LOCAL_ADDRESS|RECEIVED/.test(name) && typeof params['address'] === 'string') {
      const { address } = params;
      if (address !== PROBE && !address.endsWith(':53')) found.add(address.replace(/:\d+$/, ''));
    }
  }
  return [...found].filter((target) => !isHere(target) && !CHROMIUMS_OWN.test(target)).sort();
}

/** `https://a.example`, `a.example:80` or `a.example`. */
const hostOf = (text: string): string =>
  text
    .replace(/^\w+:\/\//, '')
    .replace(/[/?#].*/, '')
    .replace(/:\d+$/, '');

function isHere(target: string): boolean {
  const address = target.replace(/^\[|\]$/g, '');
  const own = Object.values(networkInterfaces()).flatMap((list) => list?.map((entry) => entry.address) ?? []);
  return address === 'localhost' || address === '::1' || address.startsWith('127.') || own.includes(address);
}
