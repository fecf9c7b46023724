import { CallError, parseTokenRequest, type TokenRequest, type TokenResponse, type UserId } from '@call-elements/protocol';
import { namedRoomName } from '../ids.js';
import { json, readJson } from './answers.js';
import type { RouteDeps } from './route-deps.js';

/** LiveKit's standard token endpoint. Who enters, under which name and with which rights is never the page's to say. */
export async function tokenRoute(request: Request, deps: RouteDeps): Promise<Response> {
  const user = await deps.verifyUser(request.headers.get('authorization'));
  deps.limiter.count(user.userId);
  const wanted = parseTokenRequest(await readJson(request));
  if (!wanted) throw new CallError('ERR_BAD_REQUEST', 'Name either call_id or room_name');
  await deps.directory.signedIn(user.userId, user.name);
  return json(
    await (wanted.call_id === undefined ? roomToken(user.userId, wanted, deps) : callToken(user.userId, wanted.call_id, wanted, deps)),
  );
}

function callToken(userId: UserId, callId: string, wanted: TokenRequest, { sessions, ringing }: RouteDeps): Promise<TokenResponse> {
  return ringing.token({ userId, callId, ...sessions.own(userId, wanted) });
}

async function roomToken(userId: UserId, wanted: TokenRequest, deps: RouteDeps): Promise<TokenResponse> {
  const room = wanted.room_name;
  if (room === undefined || !(await deps.policy.mayJoin(userId, room)))
    throw new CallError('ERR_NOT_ALLOWED', 'Not allowed, or no such call');
  const identity = deps.sessions.identify(userId, wanted, deps.now());
  return deps.admit({ room: namedRoomName(deps.roomSecret, room), identity, name: deps.directory.person(userId).name, mayBeFull: true });
}
