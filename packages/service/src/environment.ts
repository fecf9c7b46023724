import { CallError } from '@call-elements/protocol';
import type { ServiceConfig } from './config.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the stand-alone service reads from its environment. */
export interface StandaloneConfig {
  readonly host: string;
  readonly port: number;
  readonly service: ServiceConfig;
}

/**
 * Reads the stand-alone service's configuration.
 * @throws {CallError} `ERR_CONFIG` that names the missing variable
 */
export function readEnvironment(env: Environment): StandaloneConfig {
  const publicUrl = env['LIVEKIT_PUBLIC_URL'];
  const database = env['CALLS_DATABASE'];
  const friendsFile = env['CALLS_FRIENDS_FILE'];
  const lifetime = env['CALLS_RING_LIFETIME_MAX_MS'];
  return {
    host: env['CALLS_HOST'] ?? '127.0.0.1',
    port: wholeNumber('CALLS_PORT', env['CALLS_PORT'] ?? '3001', 65_535),
    service: {
      livekit: {
        url: required(env, 'LIVEKIT_URL'),
        apiKey: required(env, 'LIVEKIT_API_KEY'),
        apiSecret: required(env, 'LIVEKIT_API_SECRET'),
        ...(publicUrl && { publicUrl }),
      },
      userTokens: readUserTokens(env),
      origins: words(env['CALLS_ORIGINS']),
      roomSecret: required(env, 'CALLS_ROOM_SECRET'),
      ...(database && { database }),
      ...(friendsFile && { friendsFile }),
      ...(lifetime && { ringLifetimeMaxMs: wholeNumber('CALLS_RING_LIFETIME_MAX_MS', lifetime, 120_000) }),
    },
  };
}

function readUserTokens(env: Environment): ServiceConfig['userTokens'] {
  const secret = env['CALLS_USER_TOKEN_SECRET'];
  const jwksUrl = env['CALLS_USER_TOKEN_JWKS_URL'];
  return {
    algorithms: words(env['CALLS_USER_TOKEN_ALGORITHMS'] ?? (secret ? 'HS256' : 'RS256,ES256')),
    issuer: required(env, 'CALLS_USER_TOKEN_ISSUER'),
    audience: required(env, 'CALLS_USER_TOKEN_AUDIENCE'),
    ...(secret && { secret }),
    ...(jwksUrl && { jwksUrl }),
  };
}

const words = (list = ''): string[] =>
  list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new CallError('ERR_CONFIG', `${name} is not set`);
  return value;
}

function wholeNumber(name: string, value: string, max: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > max)
    throw new CallError('ERR_CONFIG', `${name} must be a whole number up to ${String(max)}`);
  return number;
}
