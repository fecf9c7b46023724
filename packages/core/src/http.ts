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

/** What came back: the status, and the JSON if it was any. */
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: unknown;
}

/**
 * Posts JSON with the user's token; a 401 gets one more try with a fresh token.
 * @throws {CallError} `ERR_SESSION`, `ERR_TOKEN_UNREACHABLE` network or time-out, `ERR_RATE_LIMITED`, `ERR_TOKEN_REFUSED`, `ERR_TOKEN_INVALID` no JSON, or the code that the service names
 */
export async function postJson(request: PostRequest, ports: HttpPorts): Promise<unknown> {
  const first = await post(request, ports, false);
  const answer = first.status === 401 && request.session ? await post(request, ports, true) : first;
  if (!answer.ok) throw refusal(answer, ports.clock.wall());
  if (asObject(answer.body)) return answer.body;
  throw new CallError('ERR_TOKEN_INVALID', 'The call service did not answer with JSON. Check the address: it seems to be a page.', {
    cause: { status: answer.status },
  });
}

/** One request. The limit of time counts for all of it: a host's session, the answer's head and its body may each never come. */
async function post(request: PostRequest, { fetch, clock }: HttpPorts, fresh: boolean): Promise<Answer> {
  const { timeoutMs, signal } = request;
  const limit = new AbortController();
  const asks = { session: true };
  const ended = new Promise<never>((_resolve, reject) => {
    limit.signal.addEventListener('abort', () => {
      const silence = new DOMException(`No answer within ${timeoutMs} ms.`, signal.aborted ? 'AbortError' : 'TimeoutError');
      reject(asks.session ? sessionError(silence) : unreachable(silence));
    });
  });
  const abort = (): void => {
    limit.abort();
  };
  const stop = clock.after(timeoutMs, abort);
  signal.addEventListener('abort', abort, { once: true });
  const exchange = async (): Promise<Answer> => {
    const token = await sessionToken(request.session, fresh, limit.signal);
    asks.session = false;
    return send(request, token, fetch, limit.signal);
  };
  try {
    return await Promise.race([exchange(), ended]);
  } finally {
    stop();
    signal.removeEventListener('abort', abort);
  }
}

async function sessionToken(session: GetSession | undefined, fresh: boolean, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await session?.({ fresh, signal });
  } catch (error) {
    throw sessionError(error);
  }
}

async function send(
  { url, body }: PostRequest,
  token: string | undefined,
  fetch: HttpPorts['fetch'],
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      signal,
    });
    const { ok, status, headers } = response;
    return { ok, status, retryAfter: headers.get('retry-after'), body: await response.json().catch(() => undefined) };
  } catch (error) {
    throw unreachable(error);
  }
}

const sessionError = (error: unknown): CallError =>
  asCallError(error, 'ERR_SESSION', 'The user token could not be had. Check session-url, or what getSession does.');

const unreachable = (cause: unknown): CallError =>
  new CallError(
    'ERR_TOKEN_UNREACHABLE',
    'The call service could not be reached. Check its address, the network, and connect-src of the page.',
    { cause },
  );

function refusal({ status, retryAfter, body }: Answer, now: number): CallError {
  const named = asObject(body)?.['error'];
  const wait = waitOf(retryAfter, now);
  return new CallError(isErrorCode(named) ? named : codeOf(status), `The call service answered ${status}.`, {
    cause: { status },
    ...(wait !== undefined && { retryAfterMs: wait }),
  });
}

/** `Retry-After` holds seconds or a date (RFC 9110 §10.2.3). */
function waitOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'ERR_UNAUTHENTICATED';
  if (status === 403) return 'ERR_NOT_ALLOWED';
  if (status === 404) return 'ERR_NOT_FOUND';
  if (status === 409) return 'ERR_ROOM_FULL';
  if (status === 429) return 'ERR_RATE_LIMITED';
  return status >= 500 ? 'ERR_TOKEN_UNREACHABLE' : 'ERR_TOKEN_REFUSED';
}

/** The user's token from a same-origin address that answers `{"token": "…"}`, kept until a fresh one is asked for. */
export function sessionFromUrl(url: string, fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis)): GetSession {
  let kept: Promise<string> | null = null;
  return ({ fresh, signal }) => {
    if (fresh) kept = null;
    kept ??= request(url, fetch, signal).catch((error: unknown) => {
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

async function request(url: string, fetch: typeof globalThis.fetch, signal?: AbortSignal): Promise<string> {
  const response = await fetch(url, { credentials: 'same-origin', headers: { accept: 'application/json' }, ...(signal && { signal }) });
  const token = response.ok ? asObject(await response.json())?.['token'] : undefined;
  if (typeof token === 'string' && token !== '') return token;
  throw new CallError('ERR_SESSION', `The session address answered ${response.status} without a token. It must answer {"token": "…"}.`, {
    cause: { status: response.status },
  });
}
