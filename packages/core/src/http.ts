import { CallError, asObject, isErrorCode, type ErrorCode } from '@call-elements/protocol';
import { asCallError } from './errors.js';
import type { Clock, GetSession } from './ports.js';

/** `fetch` and the clock, so that a test can hold them. */
export interface HttpPorts {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** What one request to our service or a token server is. */
export interface PostRequest {
  readonly url: string;
  readonly body: unknown;
  /** Without one nothing but what the browser adds by itself says who asks. */
  readonly session: GetSession | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Posts JSON with the user's token; a 401 gets one more try with a fresh token.
 * @throws {CallError} `ERR_TOKEN_UNREACHABLE` network or time-out, `ERR_RATE_LIMITED`, `ERR_TOKEN_REFUSED`, `ERR_TOKEN_INVALID` no JSON, or the code that the service names
 */
export async function postJson(request: PostRequest, ports: HttpPorts): Promise<unknown> {
  const first = await post(request, ports, false);
  const response = first.status === 401 && request.session ? await post(request, ports, true) : first;
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(response, answer);
  if (asObject(answer)) return answer;
  throw new CallError('ERR_TOKEN_INVALID', 'The call service did not answer with JSON. Check the address: it seems to be a page.');
}

async function post(
  { url, body, session, timeoutMs, signal }: PostRequest,
  { fetch, clock }: HttpPorts,
  fresh: boolean,
): Promise<Response> {
  const token = await session?.({ fresh, signal });
  const limit = new AbortController();
  const stop = clock.after(timeoutMs, () => {
    limit.abort();
  });
  const abort = (): void => {
    limit.abort();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      signal: limit.signal,
    });
  } catch (error) {
    throw new CallError(
      'ERR_TOKEN_UNREACHABLE',
      'The call service could not be reached. Check its address, the network, and connect-src of the page.',
      { cause: error },
    );
  } finally {
    stop();
    signal.removeEventListener('abort', abort);
  }
}

function refusal(response: Response, answer: unknown): CallError {
  const named = asObject(answer)?.['error'];
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const options = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
  return new CallError(isErrorCode(named) ? named : codeOf(response.status), `The call service answered ${response.status}.`, options);
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'ERR_UNAUTHENTICATED';
  if (status === 403) return 'ERR_NOT_ALLOWED';
  if (status === 404) return 'ERR_NOT_FOUND';
  if (status === 429) return 'ERR_RATE_LIMITED';
  return status >= 500 ? 'ERR_TOKEN_UNREACHABLE' : 'ERR_TOKEN_REFUSED';
}

/** The user's token from a same-origin address that answers `{"token": "…"}`, kept until a fresh one is asked for. */
export function sessionFromUrl(url: string, fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis)): GetSession {
  let kept: Promise<string> | null = null;
  return ({ fresh }) => {
    if (fresh) kept = null;
    kept ??= request(url, fetch).catch((error: unknown) => {
      kept = null;
      throw asCallError(
        error,
        'ERR_SESSION',
        'The session address could not be reached. It must be same-origin and answer {"token": "…"}.',
      );
    });
    return kept;
  };
}

async function request(url: string, fetch: typeof globalThis.fetch): Promise<string> {
  const response = await fetch(url, { credentials: 'same-origin', headers: { accept: 'application/json' } });
  const token = response.ok ? asObject(await response.json())?.['token'] : undefined;
  if (typeof token === 'string' && token !== '') return token;
  throw new CallError('ERR_SESSION', `The session address answered ${response.status} without a token. It must answer {"token": "…"}.`);
}
