import { asObject, isId, type TicketResponse } from '@call-elements/protocol';
import { json, readJson } from './answers.js';
import type { RouteDeps } from './route-deps.js';

/** Exchanges a user token for a ticket that opens one socket, so that the token itself never travels over it. */
export async function ticketRoute(request: Request, deps: RouteDeps): Promise<Response> {
  const user = await deps.verifyUser(request.headers.get('authorization'));
  deps.limiter.count(user.userId);
  const wanted = asObject(await readJson(request))?.['device_id'];
  await deps.directory.signedIn(user.userId, user.name);
  const { ticket, deviceId } = deps.sessions.issueTicket(user.userId, isId(wanted) ? wanted : undefined, deps.now());
  const answer: TicketResponse = { ticket, device_id: deviceId };
  return json(answer);
}
