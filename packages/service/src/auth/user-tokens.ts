import { CallError, isUserId, type UserId } from '@call-elements/protocol';
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import type { UserTokenConfig } from '../config.js';
import { USER_TOKEN_MAX } from '../limits.js';

/** Who a verified token speaks for. */
interface VerifiedUser {
  readonly userId: UserId;
  readonly name?: string;
}

/**
 * Verifies the host app's user token.
 * @throws {CallError} `ERR_UNAUTHENTICATED`, the same whatever is wrong; `ERR_INTERNAL` when the host's keys cannot be fetched
 */
export type VerifyUser = (authorization: string | null | undefined) => Promise<VerifiedUser>;

const CLOCK_TOLERANCE_S = 5;
const JWKS_TIMEOUT = 3000;
const JWKS_COOLDOWN = 30_000;
const JWKS_MAX = 65_536;

export function createUserVerifier(config: UserTokenConfig, deps: { now: () => number; fetch: typeof fetch }): VerifyUser {
  const verify = createVerify(config, deps.fetch);
  return async (authorization) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined || token.length > USER_TOKEN_MAX) throw unauthenticated();
    const options: JWTVerifyOptions = {
      algorithms: [...config.algorithms],
      issuer: config.issuer,
      audience: config.audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(deps.now()),
    };
    const { sub, name } = await verify(token, options).catch((error: unknown) => {
      throw isTokenFault(error)
        ? unauthenticated()
        : new CallError('ERR_INTERNAL', 'The keys for user tokens cannot be fetched', { cause: error });
    });
    if (!isUserId(sub)) throw unauthenticated();
    return { userId: sub, ...(typeof name === 'string' && name !== '' && { name }) };
  };
}

function createVerify(config: UserTokenConfig, fetcher: typeof fetch): (token: string, options: JWTVerifyOptions) => Promise<JWTPayload> {
  if (config.jwksUrl === undefined) {
    const key = new TextEncoder().encode(config.secret);
    return async (token, options) => (await jwtVerify(token, key, options)).payload;
  }
  const keys = createRemoteJWKSet(new URL(config.jwksUrl), {
    timeoutDuration: JWKS_TIMEOUT,
    cooldownDuration: JWKS_COOLDOWN,
    [customFetch]: (url, options) => fetchSmall(fetcher, url, options),
  });
  return async (token, options) => (await jwtVerify(token, keys, options)).payload;
}

/** A key set has a few kilobytes; anything larger is not read to its end. */
async function fetchSmall(fetcher: typeof fetch, url: string, options: RequestInit): Promise<Response> {
  const response = await fetcher(url, { ...options, redirect: 'manual' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > JWKS_MAX) throw new RangeError('The key set is too large');
    chunks.push(chunk);
  }
  return new Response(await new Blob(chunks as BlobPart[]).arrayBuffer(), {
    status: response.status,
    headers: { 'content-type': 'application/json' },
  });
}

/** True when the token is at fault, false when the key set is. */
const isTokenFault = (error: unknown): boolean =>
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys;

const unauthenticated = (): CallError => new CallError('ERR_UNAUTHENTICATED', 'A valid user token is needed');
