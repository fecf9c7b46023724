import { CallError, parseTokenResponse, timers, type TokenResponse } from '@call-elements/protocol';
import { asCallError, mayTryAgain } from './errors.js';
import { postJson, type HttpPorts } from './http.js';
import type { GetSession, TokenSource } from './ports.js';

/** Waits before the two further tries of a request that may succeed later. Milliseconds (livekit.md §7.3). */
const RETRIES = [1_000, 3_000] as const;

/** Tokens from LiveKit's standard token endpoint at `url`: ours, or any other. */
export function endpointTokenSource(url: string, session: GetSession | undefined, ports: HttpPorts): TokenSource {
  const once = async (request: Parameters<TokenSource['fetch']>[0], signal: AbortSignal): Promise<TokenResponse> => {
    const body = {
      ...('callId' in request ? { call_id: request.callId } : { room_name: request.roomName }),
      ...(request.deviceId && { device_id: request.deviceId }),
      ...(request.sessionId && { session_id: request.sessionId }),
    };
    const answer = parseTokenResponse(await postJson({ url, body, session, timeoutMs: timers.TOKEN_TIMEOUT, signal }, ports));
    if (answer) return answer;
    throw new CallError('ERR_TOKEN_INVALID', 'The token endpoint answered without server_url and participant_token.');
  };
  return {
    fetch: async (request, signal) => {
      for (const wait of request.once ? [] : RETRIES) {
        try {
          return await once(request, signal);
        } catch (error) {
          const failure = asCallError(error, 'ERR_TOKEN_UNREACHABLE', 'The call service could not be reached.');
          const asked = failure.retryAfterMs ?? 0;
          if (!mayTryAgain(failure) || signal.aborted || asked > timers.WAIT_MAX) throw failure;
          await pause(Math.max(asked, wait), signal, ports);
        }
      }
      return once(request, signal);
    },
  };
}

/** Waits `ms` on the clock, or until `signal` aborts. */
function pause(ms: number, signal: AbortSignal, { clock }: HttpPorts): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
