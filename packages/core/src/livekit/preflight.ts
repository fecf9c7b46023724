import { CallError, type TokenResponse } from '@call-elements/protocol';

/**
 * Asks the media server whether it would let this token in, with the token in a header: the SDK's own socket carries it in its address,
 * loops for ever on a 404, and leaks a peer connection when it fails (livekit.md §1.9), so it is opened only when the server answers well.
 *
 * @throws {CallError} `ERR_CONNECT_FAILED` no answer or a passing fault, `ERR_TOKEN_EXPIRED`, `ERR_CONNECT_REFUSED`, `ERR_ROOM_GONE`, `ERR_CONFIG`
 */
export async function preflight({ server_url, participant_token }: TokenResponse, signal: AbortSignal): Promise<void> {
  const response = await ask(validateAddress(server_url), participant_token, signal);
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (response.ok && !isPage) return;
  const cause = { status: response.status };
  if (response.status === 401)
    throw new CallError('ERR_TOKEN_EXPIRED', 'The media server did not take the token: it is too old, or signed with another key.', {
      cause,
    });
  if (response.status === 403) throw new CallError('ERR_CONNECT_REFUSED', 'The media server refused this person.', { cause });
  if (response.status === 404 && (await response.text()).includes('room does not exist'))
    throw new CallError('ERR_ROOM_GONE', 'The media server has no such room: it was not made, or is over.', { cause });
  // A web server answers with pages to every address, and with 404 where LiveKit would not.
  if (response.status === 404 || response.ok)
    throw new CallError('ERR_CONFIG', 'Nothing at this address speaks LiveKit. Check server_url.', { cause });
  throw new CallError('ERR_CONNECT_FAILED', `The media server answered ${response.status}.`, { cause });
}

async function ask(url: string, token: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal, cache: 'no-store' });
  } catch (error) {
    throw new CallError(
      'ERR_CONNECT_FAILED',
      'The media server could not be reached. Check server_url, connect-src (https: and wss:) and the network.',
      { cause: error },
    );
  }
}

/** Where the media server says whether it would let a token in. */
export function validateAddress(server: string): string {
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
