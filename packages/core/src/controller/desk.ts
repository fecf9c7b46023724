import type { CallStanding, RingInfo, ServerMessage, TokenResponse } from '@call-elements/protocol';
import { timers } from '@call-elements/protocol';
import type { CallState } from '../machine/state.js';
import { incomingCall, mergedCall } from '../machine/state.js';
import { isLive, isRingingIn } from '../snapshot.js';
import type { CallDriver } from './call-driver.js';

/** What the desk needs of the controller. */
export interface DeskPorts {
  readonly drivers: ReadonlyMap<string, CallDriver>;
  readonly wall: () => number;
  /** Makes a driver for a call that came in. */
  readonly open: (state: CallState) => CallDriver;
}

/** Sorts what the service says to the calls that it is about. */
export class Desk {
  readonly #ports: DeskPorts;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
  }

  /** A message about a call; false when it is about something else. */
  receive(message: ServerMessage): boolean {
    if (message.type === 'invite') {
      this.#ring(message);
      return true;
    }
    if (!('callId' in message)) return false;
    const driver = this.#ports.drivers.get(message.callId);
    switch (message.type) {
      case 'ringing':
        driver?.input({ type: 'ringing', deviceKind: message.deviceKind, remainingMs: message.remainingMs });
        break;
      case 'accept':
        driver?.input({ type: 'accepted' });
        break;
      case 'decline':
        driver?.input({ type: 'declined', reason: message.reason });
        break;
      case 'cancel':
        driver?.input({ type: 'cancelled', reason: message.reason });
        break;
      case 'answered-elsewhere':
        driver?.input({ type: 'elsewhere', answered: true });
        break;
      case 'declined-elsewhere':
        driver?.input({ type: 'elsewhere', answered: false });
        break;
      case 'hangup':
        driver?.input({ type: 'peer-left' });
        break;
    }
    return true;
  }

  /** After a (re)connect the service says how each call stands: what was missed is made up for. */
  reconcile(standings: readonly CallStanding[]): void {
    for (const standing of standings) this.#catchUp(standing);
    for (const [callId, driver] of this.#ports.drivers) {
      const forgotten = !standings.some((standing) => standing.callId === callId);
      if (forgotten && isRingingIn(driver.state.phase)) driver.input({ type: 'over', reason: 'missed' });
    }
  }

  /** The service put our call and theirs together. */
  merge(callId: string, own: CallState, token: TokenResponse | undefined): void {
    const driver = this.#ports.drivers.get(callId) ?? this.#ports.open(mergedCall(callId, own, this.#ports.wall()));
    driver.giveToken(token);
    if (isRingingIn(driver.state.phase)) driver.input({ type: 'accept', media: own.media });
    else driver.begin();
    driver.input({ type: 'claim', granted: true });
  }

  #ring(ring: RingInfo): void {
    if (this.#ports.drivers.has(ring.callId) || ring.remainingMs < timers.RING_LEAST_REMAINING) return;
    const own = [...this.#ports.drivers.values()].find((driver) => isCalling(driver.state, ring.from.userId));
    // Both invites are on their way: the service has merged them or will (ringing.md §6.5).
    if (own && own.state.phase !== 'preparing') return;
    const driver = this.#ports.open(incomingCall(ring.callId, ring.ringId, ring.from, ring.intent, this.#ports.wall(), ring.remainingMs));
    driver.input({ type: 'ring-left', remainingMs: ring.remainingMs });
    if (!own) return;
    // We were about to call this very person: that is our yes.
    const { media } = own.state;
    own.input({ type: 'merged' });
    driver.input({ type: 'accept', media });
  }

  #catchUp({ callId, standing, ring, ringingOn, reason }: CallStanding): void {
    const driver = this.#ports.drivers.get(callId);
    if (standing === 'ended') driver?.input({ type: 'over', reason: reason ?? 'other' });
    else if (standing === 'ringing-in') {
      if (driver && ring) driver.input({ type: 'ring-left', remainingMs: ring.remainingMs });
      else if (ring) this.#ring(ring);
    } else if (standing === 'joined') driver?.input({ type: 'accepted' });
    else if (ring && ringingOn) driver?.input({ type: 'ringing', deviceKind: ringingOn, remainingMs: ring.remainingMs });
  }
}

const isCalling = (state: CallState, userId: string): boolean =>
  state.direction === 'outgoing' &&
  isLive(state.phase) &&
  state.phase !== 'connected' &&
  state.people.some((person) => person.userId === userId);
