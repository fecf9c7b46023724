import { parseIdentity, type CallError, type ErrorCode, type Intent, type TokenResponse } from '@call-elements/protocol';
import { asCallError, errorInfo, errorOf } from '../errors.js';
import type { CallInput, Effect, TimerName } from '../machine/events.js';
import type { CallState } from '../machine/state.js';
import { transition } from '../machine/transition.js';
import type { Clock, Outgoing, Signalling, TokenSource } from '../ports.js';
import type { ErrorInfo } from '../snapshot.js';
import type { MediaSide } from './media-side.js';
import { NamedTimers } from './timers.js';

/** What a driver needs of its surroundings. */
export interface DriverPorts {
  readonly clock: Clock;
  readonly signalling: Signalling;
  readonly tokens: TokenSource;
  readonly media: MediaSide;
  /** Are the devices for this media granted already? */
  readonly permitted: (media: Intent) => Promise<boolean>;
  /** Device and session that the service issued, so that a rejoin keeps its identity. */
  readonly session: () => { deviceId: string; sessionId: string } | null;
  readonly onChange: (before: CallState) => void;
  readonly onError: (error: CallError) => void;
  /** The service moved us into the call of the person we were calling. */
  readonly onMerged: (callId: string, token: TokenResponse | undefined) => void;
}

/** Runs one call: feeds the machine, does what it asks for, and reports back to it. */
export class CallDriver {
  #state: CallState;
  readonly #ports: DriverPorts;
  readonly #timers: NamedTimers<TimerName>;
  readonly #ended = new AbortController();
  #token: Promise<TokenResponse> | null = null;
  #connecting: AbortController | null = null;

  constructor(state: CallState, ports: DriverPorts) {
    this.#state = state;
    this.#ports = ports;
    this.#timers = new NamedTimers(ports.clock);
  }

  get state(): CallState {
    return this.#state;
  }

  get media(): MediaSide {
    return this.#ports.media;
  }

  /** A token that came with an answer of the service. */
  giveToken(token: TokenResponse | undefined): void {
    if (token) this.#token = Promise.resolve(token);
  }

  /** Starts an outgoing call: devices first, so that nobody is rung by someone who cannot speak. */
  begin(): void {
    this.#perform({ type: 'prepare' });
  }

  /** Feeds one input to the machine. */
  input(input: CallInput): void {
    const before = this.#state;
    const { state, effects } = transition(before, input, this.#ports.clock.wall());
    this.#state = state;
    if (state.error && state.phase === 'ended' && before.phase !== 'ended') this.#ports.onError(errorOf(state.error));
    if (state !== before) this.#ports.onChange(before);
    for (const effect of effects) this.#perform(effect);
    if (state.phase === 'ended') this.#ended.abort();
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        void this.#send(effect.message);
        break;
      case 'prepare':
        void this.#prepare();
        break;
      case 'invite':
        void this.#invite();
        break;
      case 'claim':
        void this.#claim();
        break;
      case 'connect':
        void this.#connect(effect.freshToken);
        break;
      case 'close-media':
        void this.#close();
        break;
      case 'start-timer':
        this.#timers.start(effect.name, effect.ms, () => {
          this.input({ type: 'timer', name: effect.name });
        });
        break;
      case 'stop-timer':
        this.#timers.stop(effect.name);
        break;
      case 'stop-all-timers':
        this.#timers.stopAll();
        break;
    }
  }

  async #send(message: Outgoing): Promise<void> {
    try {
      const { remainingMs } = await this.#ports.signalling.send(message);
      if (message.type === 'ringing' && remainingMs !== undefined) this.input({ type: 'ring-left', remainingMs });
    } catch {
      // A farewell that cannot be delivered: the service notices the lost socket by itself.
    }
  }

  async #prepare(): Promise<void> {
    const { direction, media, room } = this.#state;
    try {
      const ready = this.#ports.media.prepare(media, this.#ended.signal, room !== null);
      ready.catch(() => undefined);
      // Nobody will be asked: the ring may go out while the devices start.
      if (direction === 'outgoing' && (await this.#ports.permitted(media))) this.input({ type: 'prepared' });
      await ready;
      // A person who was refused the microphone must not ring others; one who was rung may still listen.
      const blocked = this.#ports.media.state?.local.error;
      if (direction === 'outgoing' && blocked?.device === 'microphone' && isRefusal(blocked)) {
        const reason = blocked.code === 'ERR_MEDIA_DENIED' ? 'permission-denied' : 'device-error';
        this.input({ type: 'prepare-failed', reason, error: blocked });
      } else this.input({ type: 'prepared' });
    } catch (error) {
      const failure = asCallError(
        error,
        'ERR_ENGINE_LOAD',
        'The call engine could not be loaded. Check that its file is served beside this one.',
      );
      if (direction === 'outgoing') this.input({ type: 'prepare-failed', reason: 'config-error', error: errorInfo(failure) });
    }
  }

  async #invite(): Promise<void> {
    const { id, people, intent, ringLifetimeMs } = this.#state;
    try {
      const result = await this.#ports.signalling.send(
        { type: 'invite', callId: id, to: people.map((person) => person.userId), intent, lifetimeMs: ringLifetimeMs },
        this.#ended.signal,
      );
      if (result.mergedInto !== undefined) {
        this.input({ type: 'merged' });
        this.#ports.onMerged(result.mergedInto, result.token);
      } else if (result.unreachable) this.input({ type: 'unreachable' });
      else if (result.ringId !== undefined) this.#invited(result.ringId, result.remainingMs ?? ringLifetimeMs);
    } catch (error) {
      this.input({
        type: 'invite-failed',
        error: errorInfo(asCallError(error, 'ERR_SIGNALLING_LOST', 'The service could not be reached.')),
      });
    }
  }

  #invited(ringId: string, remainingMs: number): void {
    this.input({ type: 'invited', ringId, remainingMs });
    // The token is fetched while it rings, so that the accept finds it there.
    this.#token ??= this.#fetchToken();
    this.#token.catch(() => undefined);
  }

  async #claim(): Promise<void> {
    const { id, ringId, media } = this.#state;
    if (ringId === null) return;
    try {
      const result = await this.#ports.signalling.send({ type: 'accept', callId: id, ringId, intent: media }, this.#ended.signal);
      this.giveToken(result.token);
      this.input({ type: 'claim', granted: result.granted === true });
    } catch (error) {
      this.input({
        type: 'claim-failed',
        error: errorInfo(asCallError(error, 'ERR_SIGNALLING_LOST', 'The service could not be reached.')),
      });
    }
  }

  #fetchToken(): Promise<TokenResponse> {
    const { id, room, phase } = this.#state;
    // Without a socket the identity of the first token tells which device and session to come back as.
    const session = this.#ports.session() ?? parseIdentity(this.#ports.media.state?.identity ?? '');
    const kept = session && { deviceId: session.deviceId, sessionId: session.sessionId };
    const target = room === null ? { callId: id } : { roomName: room };
    return this.#ports.tokens.fetch({ ...target, ...kept, once: phase === 'reconnecting' }, this.#ended.signal);
  }

  async #connect(freshToken: boolean): Promise<void> {
    this.#connecting?.abort();
    const attempt = new AbortController();
    this.#connecting = attempt;
    if (freshToken) this.#token = null;
    try {
      this.#token ??= this.#fetchToken();
      const token = await this.#token;
      this.input({ type: 'admitted' });
      await this.#ports.media.connect(token, attempt.signal);
      if (!attempt.signal.aborted) this.input({ type: 'joined', at: this.#ports.clock.wall() });
    } catch (error) {
      this.#token = null;
      if (attempt.signal.aborted) return;
      const failure = asCallError(error, 'ERR_CONNECT_FAILED', 'The media server could not be reached.');
      this.input({ type: 'connect-failed', reason: endReasonOf(failure), error: errorInfo(failure) });
    }
  }

  async #close(): Promise<void> {
    this.#connecting?.abort();
    await this.#ports.media.close();
    this.input({ type: 'media-closed' });
  }
}

/** Nobody let us have the device: refused, or never answered. */
const isRefusal = ({ code }: ErrorInfo): boolean => code === 'ERR_MEDIA_DENIED' || code === 'ERR_MEDIA_TIMEOUT';

/** What failed on the way into the room, in the words that hosts know. */
function endReasonOf({ code }: CallError): 'token-error' | 'config-error' | 'network-error' {
  if (CONFIG_ERRORS.has(code)) return 'config-error';
  return NETWORK_ERRORS.has(code) ? 'network-error' : 'token-error';
}

const CONFIG_ERRORS: ReadonlySet<ErrorCode> = new Set(['ERR_CONFIG', 'ERR_ENGINE_LOAD', 'ERR_INSECURE_CONTEXT']);
const NETWORK_ERRORS: ReadonlySet<ErrorCode> = new Set([
  'ERR_CONNECT_TIMEOUT',
  'ERR_CONNECT_FAILED',
  'ERR_CONNECT_REFUSED',
  'ERR_JOIN_FAILED',
  'ERR_ROOM_GONE',
  'ERR_NETWORK_BLOCKED',
]);
