import { timers, type DeviceId, type Identity, type SessionId, type UserId } from '@call-elements/protocol';
import { hashSecret, newSecret } from '../ids.js';
import type { IdentityStore } from '../store/identity-store.js';

/** Issues devices, sessions and the tickets that open sockets. */
export class Sessions {
  readonly #store: IdentityStore;
  readonly #newId: () => string;

  constructor(store: IdentityStore, newId: () => string) {
    this.#store = store;
    this.#newId = newId;
  }

  /** A ticket for one socket, good once and for 30 s. */
  issueTicket(userId: UserId, wantedDevice: DeviceId | undefined, now: number): { ticket: string; deviceId: DeviceId } {
    const deviceId = this.#store.claimDevice(userId, wantedDevice, this.#newId(), now);
    const ticket = newSecret();
    this.#store.saveTicket(hashSecret(ticket), { userId, deviceId }, now + timers.TICKET_LIFETIME);
    return { ticket, deviceId };
  }

  /** The session that a ticket opens: the wanted one if it is this device's own, else a new one. Undefined for a bad ticket. */
  open(ticket: string, wanted: SessionId | undefined, now: number): Identity | undefined {
    const owner = this.#store.takeTicket(hashSecret(ticket), now);
    return owner && { ...owner, sessionId: this.#store.claimSession(owner, wanted, this.#newId(), now) };
  }

  /** Device and session of a request, where they are this user's own; undefined otherwise. */
  own(userId: UserId, wanted: { device_id?: DeviceId; session_id?: SessionId }): { deviceId?: DeviceId; sessionId?: SessionId } {
    const { device_id: deviceId, session_id: sessionId } = wanted;
    if (deviceId === undefined || !this.#store.ownsDevice(userId, deviceId)) return {};
    const owns = sessionId !== undefined && this.#store.ownsSession({ userId, deviceId, sessionId });
    return { deviceId, ...(owns && { sessionId }) };
  }

  /** A whole identity: what is the user's own of the wanted ones, and new ones for the rest. */
  identify(userId: UserId, wanted: { device_id?: DeviceId; session_id?: SessionId }, now: number): Identity {
    const deviceId = this.#store.claimDevice(userId, wanted.device_id, this.#newId(), now);
    return { userId, deviceId, sessionId: this.#store.claimSession({ userId, deviceId }, wanted.session_id, this.#newId(), now) };
  }

  /** Still in use: not to be forgotten. */
  touch(sessionId: SessionId, now: number): void {
    this.#store.touchSession(sessionId, now);
  }
}
