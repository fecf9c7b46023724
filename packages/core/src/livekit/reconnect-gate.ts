import type { TokenResponse } from '@call-elements/protocol';
import type { ReconnectContext, ReconnectPolicy } from 'livekit-client';
import { validateAddress } from './preflight.js';

/** Waits before the SDK's own tries. Milliseconds. The first leaves the server time to answer our question. */
const DELAYS: readonly number[] = [400, 700, 1_500, 3_000];
const ANSWER_TIMEOUT = 3_000;

/**
 * Lets the SDK come back by itself only while the media server answers: it would try for 44 s with a room that may be gone, and each try that
 * fails prints its socket's address, token included, on the console. Otherwise the line is given up at once and we rejoin with a new token.
 */
export class ReconnectGate implements ReconnectPolicy {
  /** Asks the server; set by the session that uses the room. */
  check: () => void = () => undefined;

  nextRetryDelayInMs({ retryCount }: ReconnectContext): number | null {
    const delay = DELAYS[retryCount];
    if (delay === undefined) return null;
    this.check();
    return delay;
  }
}

/** Does the media server answer as one that still has this room? A token that is too old is an answer, too: the SDK has a newer one. */
export async function serverAnswers({ server_url, participant_token }: TokenResponse): Promise<boolean> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort();
  }, ANSWER_TIMEOUT);
  try {
    const headers = { authorization: `Bearer ${participant_token}` };
    const response = await fetch(validateAddress(server_url), { headers, signal: limit.signal, cache: 'no-store' });
    return response.ok || response.status === 401;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
