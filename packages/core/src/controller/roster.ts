import type { CallError, TokenResponse } from '@call-elements/protocol';
import { deviceKind } from '../browser.js';
import type { ControllerEvents } from '../call-controller.js';
import type { CallState } from '../machine/state.js';
import { errorOf } from '../errors.js';
import { isInCall, isLive, isRingingIn, type Phase } from '../snapshot.js';
import { CallDriver } from './call-driver.js';
import { activeOf, callOf, endsSilently } from './call-view-model.js';
import type { Emitter } from './emitter.js';
import { MediaSide } from './media-side.js';
import type { ControllerParts } from './parts.js';
import type { Store } from './store.js';

const isThere = (phase: Phase): boolean => phase === 'connected' || phase === 'waiting';

/** What the roster needs of the controller. */
export interface RosterPorts {
  readonly parts: Required<ControllerParts>;
  readonly store: Store;
  readonly events: Emitter<ControllerEvents>;
  /** The service moved us from `own` into the call of the person we were calling. */
  readonly onMerged: (callId: string, own: CallState, token: TokenResponse | undefined) => void;
}

/** The calls of one controller: one live, any number that ring or have ended; keeps the snapshot true. */
export class Roster {
  readonly drivers = new Map<string, CallDriver>();
  readonly #ports: RosterPorts;
  #surfaces = 0;
  /** One trouble may both show on a device and end the call: the host hears of it once. */
  readonly #told = new WeakSet<CallError>();

  constructor(ports: RosterPorts) {
    this.#ports = ports;
  }

  get states(): CallState[] {
    return [...this.drivers.values()].map((driver) => driver.state);
  }

  /** The driver of a call; without an id that of the call that a view shows. */
  find(callId: string = activeOf(this.states)?.id ?? ''): CallDriver | undefined {
    return this.drivers.get(callId);
  }

  /** Takes a new call in; what has ended makes room. */
  open(state: CallState): CallDriver {
    for (const old of this.states) if (old.phase === 'ended') this.drivers.delete(old.id);
    const driver = this.#makeDriver(state);
    this.drivers.set(state.id, driver);
    const { events } = this.#ports;
    events.emit('phase', { callId: state.id, phase: state.phase });
    if (state.phase === 'incoming') events.emit('incoming', { callId: state.id });
    this.publish();
    return driver;
  }

  /** Takes an ended call away. */
  dismiss(callId?: string): void {
    const driver = this.find(callId);
    if (driver?.state.phase !== 'ended') return;
    this.drivers.delete(driver.state.id);
    this.publish();
  }

  addRingSurface(): () => void {
    let added = true;
    this.#surfaces += 1;
    this.publish();
    return () => {
      if (!added) return;
      added = false;
      this.#surfaces -= 1;
      this.publish();
    };
  }

  /** Tells the others whether we hear them: through the service, so that nobody can set another's. */
  sendState(): void {
    const driver = this.find();
    if (!driver || !isInCall(driver.state.phase)) return;
    this.#ports.parts.signalling.send({ type: 'state', callId: driver.state.id, deafened: driver.media.deafened }).catch(() => undefined);
  }

  /** Makes the snapshot say what is. */
  publish(): void {
    const { parts, store } = this.#ports;
    const active = activeOf(this.states);
    store.update({
      calls: [...this.drivers.values()].map((driver) => callOf(driver.state, driver.media.state, store.snapshot.connectionError !== null)),
      activeCallId: active?.id ?? null,
      ringReadiness: { surface: this.#surfaces > 0 },
    });
    parts.signalling.setLive(this.states.some((state) => isLive(state.phase) || isRingingIn(state.phase)));
    // Only what is really shown is acknowledged.
    if (active && isRingingIn(active.phase) && !active.shown && this.#surfaces > 0)
      this.find(active.id)?.input({ type: 'shown', deviceKind: deviceKind() });
  }

  #makeDriver(state: CallState): CallDriver {
    const { parts, store, onMerged } = this.#ports;
    const media = new MediaSide(
      parts.engine,
      {
        onChange: () => {
          this.#mediaChanged(driver);
        },
        onReconnecting: (reconnecting) => {
          driver.input({ type: 'reconnecting', reconnecting });
        },
        onDisconnected: ({ rejoin, reason }) => {
          driver.input({ type: 'media-gone', rejoin, reason: reason === 'replaced' ? 'answered-elsewhere' : reason, error: null });
        },
      },
      parts.startMuted,
    );
    const driver: CallDriver = new CallDriver(state, {
      ...parts,
      media,
      session: () => store.snapshot.self && { deviceId: store.snapshot.self.deviceId, sessionId: store.snapshot.self.sessionId },
      onChange: (before) => {
        this.#callChanged(driver, before);
      },
      onError: (error: CallError) => {
        this.#tell(error);
      },
      onMerged: (callId, token) => {
        onMerged(callId, driver.state, token);
      },
    });
    return driver;
  }

  #callChanged(driver: CallDriver, before: CallState): void {
    const { state } = driver;
    const { events } = this.#ports;
    const ended = state.phase === 'ended' && before.phase !== 'ended';
    if (ended && endsSilently(state)) this.drivers.delete(state.id);
    this.publish();
    if (state.phase !== before.phase) events.emit('phase', { callId: state.id, phase: state.phase });
    if (state.connectedAt !== null && before.connectedAt === null) events.emit('start', { callId: state.id });
    if (isThere(state.phase) && !isThere(before.phase) && driver.media.deafened) this.sendState();
    if (!ended || state.reason === 'merged') return;
    const { reason, durationMs } = callOf(state, null);
    events.emit('end', { callId: state.id, reason: reason ?? 'other', durationMs: durationMs ?? 0 });
  }

  #tell(error: CallError): void {
    if (this.#told.has(error)) return;
    this.#told.add(error);
    this.#ports.events.emit('error', { error });
  }

  #mediaChanged(driver: CallDriver): void {
    const trouble = driver.media.state?.local.error;
    if (trouble) this.#tell(errorOf(trouble));
    const present = (driver.media.state?.participants.length ?? 0) > 0;
    driver.input({ type: 'others', present, at: this.#ports.parts.clock.wall() });
    this.publish();
  }
}
