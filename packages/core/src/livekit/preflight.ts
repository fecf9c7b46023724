import { CallError, type TokenResponse } from '@call-elements/protocol';

/**
 * Asks the media server whether it would let this token in, with the token in a header: the SDK's own socket carries it in its address,
 * loops for ever on a 404, and leaks a peer connection when it fails (livekit.md §1.9), so it is opened only when the server answers well.
 *
 * @throws {CallError} `ERR_CONNECT_FAILED` no answer or a passing fault, `ERR_TOKEN_EXPIRED`, `ERR_CONNECT_REFUSED`, `ERR_CONFIG`
 */
export async function preflight({ server_url, participant_token }: TokenResponse, signal: AbortSignal): Promise<void> {
  const response = await ask(httpAddress(server_url), participant_token, signal);
  if (response.ok) return;
  if (response.status === 401)
    throw new CallError('ERR_TOKEN_EXPIRED', 'The media server did not take the token: it is too old, or signed with another key.');
  if (response.status === 403) throw new CallError('ERR_CONNECT_REFUSED', 'The media server refused this person.');
  if (response.status === 404 && !(await response.text()).includes('room')) {
    throw new CallError('ERR_CONFIG', 'Nothing at this address speaks LiveKit. Check server_url.');
  }
  throw new CallError('ERR_CONNECT_FAILED', `The media server answered ${response.status}.`);
}

async function ask(url: string, token: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal, cache: 'no-store' });
  } catch (error) {
    if (signal.aborted) throw new CallError('ERR_DISPOSED', 'The call ended meanwhile.', { cause: error });
    throw new CallError(
      'ERR_CONNECT_FAILED',
      'The media server could not be reached. Check server_url, connect-src (https: and wss:) and the network.',
      { cause: error },
    );
  }
}

function httpAddress(server: string): string {
  let url: URL;
  try {
    url = new URL(server);
  } catch (error) {
    throw new CallError('ERR_CONFIG', 'server_url of the token answer is not an address.', { cause: error });
  }
  url.protocol = url.protocol.replace('ws', 'http');
  url.pathname = `${url.pathname.replace(/\/$/, '')}/rtc/validate`;
  return url.href;
}
