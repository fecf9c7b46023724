import { Buffer } from 'node:buffer';
import { CallError, timers } from '@call-elements/protocol';
import { DEFAULT_LIMITS, type Limits } from './limits.js';

/** How the host app's user tokens are verified. Algorithms, issuer and audience are always named. */
export interface UserTokenConfig {
  /** Shared secret of 32 bytes or more, for HS256, HS384 or HS512. Not together with `jwksUrl`. */
  readonly secret?: string;
  /** Address of the host app's public keys. `https:`, or `http:` on loopback. Not together with `secret`. */
  readonly jwksUrl?: string;
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
}

export interface LiveKitConfig {
  /** Where the service reaches LiveKit: `ws:`, `wss:`, `http:` or `https:`. */
  readonly url: string;
  /** Where browsers reach it, if elsewhere. */
  readonly publicUrl?: string;
  readonly apiKey: string;
  /** 32 bytes or more. */
  readonly apiSecret: string;
}

export interface ServiceConfig {
  readonly livekit: LiveKitConfig;
  readonly userTokens: UserTokenConfig;
  /** Exact origins that pages may have, such as `https://app.example`. Requests without an origin are judged by their token alone. */
  readonly origins: readonly string[];
  /** Path of the SQLite file. `:memory:` by default: then a restart forgets the rings. */
  readonly database?: string;
  /** Path of the friends file; without one nobody has friends. */
  readonly friendsFile?: string;
  /** Names of rooms are derived from it. 32 bytes or more; keep it over restarts. */
  readonly roomSecret: string;
  /** No ring lives longer than this, whatever its caller asks for. Milliseconds. */
  readonly ringLifetimeMaxMs?: number;
  readonly limits?: Partial<Limits>;
  /** Takes one line of JSON per request. Standard output by default. */
  readonly log?: (line: string) => void;
}

/** A checked configuration with every default filled in. */
export interface Settings extends ServiceConfig {
  readonly database: string;
  readonly ringLifetimeMaxMs: number;
  readonly limits: Limits;
  readonly log: (line: string) => void;
}

const SECRET_BYTES = 32;
const SHARED_KEY_ALGORITHMS = new Set(['HS256', 'HS384', 'HS512']);
const PUBLIC_KEY_ALGORITHMS = new Set([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks a configuration and fills in defaults.
 * @throws {CallError} `ERR_CONFIG` that names what to change, and never a value
 */
export function checkConfig(config: ServiceConfig): Settings {
  need(config.livekit.apiKey !== '', 'livekit.apiKey is empty');
  needSecret('livekit.apiSecret', config.livekit.apiSecret);
  needSecret('roomSecret', config.roomSecret);
  needUrl('livekit.url', config.livekit.url, ['ws:', 'wss:', 'http:', 'https:']);
  if (config.livekit.publicUrl !== undefined) needUrl('livekit.publicUrl', config.livekit.publicUrl, ['ws:', 'wss:', 'http:', 'https:']);
  checkUserTokens(config.userTokens);
  for (const origin of config.origins)
    need(URL.parse(origin)?.origin === origin, 'origins: each must be an exact origin such as https://app.example');
  const ringLifetimeMaxMs = config.ringLifetimeMaxMs ?? timers.RING_LIFETIME_MAX;
  need(ringLifetimeMaxMs > 0 && ringLifetimeMaxMs <= timers.RING_LIFETIME_MAX, 'ringLifetimeMaxMs must be between 1 and 120000');
  return {
    ...config,
    ringLifetimeMaxMs,
    database: config.database ?? ':memory:',
    limits: { ...DEFAULT_LIMITS, ...config.limits },
    log: config.log ?? ((line) => void process.stdout.write(`${line}\n`)),
  };
}

function checkUserTokens(tokens: UserTokenConfig): void {
  need((tokens.secret === undefined) !== (tokens.jwksUrl === undefined), 'userTokens: give either secret or jwksUrl, not both');
  need(tokens.issuer !== '' && tokens.audience !== '', 'userTokens: issuer and audience must be named');
  // A public key must never be taken for a shared secret: the two families of algorithms do not mix.
  const family = tokens.secret === undefined ? PUBLIC_KEY_ALGORITHMS : SHARED_KEY_ALGORITHMS;
  need(
    tokens.algorithms.length > 0 && tokens.algorithms.every((name) => family.has(name)),
    'userTokens: algorithms do not fit the kind of key',
  );
  if (tokens.secret !== undefined) needSecret('userTokens.secret', tokens.secret);
  if (tokens.jwksUrl === undefined) return;
  const url = URL.parse(tokens.jwksUrl);
  need(url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname)), 'userTokens.jwksUrl must be https');
}

function needSecret(name: string, value: string): void {
  need(Buffer.byteLength(value) >= SECRET_BYTES, `${name} must have ${String(SECRET_BYTES)} bytes or more`);
}

function needUrl(name: string, value: string, protocols: readonly string[]): void {
  need(protocols.includes(URL.parse(value)?.protocol ?? ''), `${name} must be an address that starts with ${protocols.join(' or ')}`);
}

function need(condition: boolean, message: string): void {
  if (!condition) throw new CallError('ERR_CONFIG', message);
}
