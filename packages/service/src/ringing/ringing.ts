import {
  formatIdentity,
  type CallMessage,
  type CallStanding,
  type Identity,
  type ServerMessage,
  type SessionId,
  type TokenResponse,
} from '@call-elements/protocol';
import type { Directory } from '../friends/directory.js';
import { describeError, type Log } from '../log.js';
import type { Admit } from '../media/media-tokens.js';
import type { Clock, MediaServer, Policy } from '../ports.js';
import type { Hub } from '../socket/hub.js';
import type { Arbiter } from './arbiter.js';
import type { Grant, MediaEffect, Outcome } from './decision.js';
import type { Doubt } from './gone.js';
import type { GrantRequest } from './grant.js';

export interface RingingDeps {
  readonly arbiter: Arbiter;
  readonly hub: Hub;
  readonly directory: Directory;
  readonly policy: Policy;
  readonly mediaServer: MediaServer;
  readonly admit: Admit;
  readonly clock: Clock;
  readonly log: Log;
}

/** Carries out what the arbiter decides: sends, asks the media server, and wakes up for deadlines. */
export class Ringing {
  readonly #deps: RingingDeps;
  #cancelTimer: () => void = () => undefined;
  #closed = false;

  constructor(deps: RingingDeps) {
    this.#deps = deps;
  }

  /** Takes up the calls of an earlier life of the service. */
  start(): void {
    this.#deps.arbiter.restarted(this.#deps.clock.now());
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer();
  }

  /** Decides one message of a session. @returns what to answer */
  async handle(actor: Identity, message: CallMessage): Promise<ServerMessage> {
    const { arbiter, clock } = this.#deps;
    const allowed = message.type === 'invite' && (await this.#mayInvite(actor, message.to[0]));
    const { answer, outcome } = arbiter.handle(actor, message, allowed, clock.now());
    this.#carryOut(outcome);
    if ('error' in answer) return { type: 'error', replyTo: message.id, ...answer.error };
    // Order matters here: what the others see must be written before it is acknowledged.
    for (const effect of outcome.effects) if (effect.kind === 'attributes') await this.#apply(effect);
    const token = outcome.grant && (await this.#tryToken(outcome.grant));
    return { type: 'reply', replyTo: message.id, result: { ...answer.result, ...(token && { token }) } };
  }

  /**
   * A token for a call.
   * @throws {CallError} `ERR_NOT_ALLOWED`, `ERR_CALL_ENDED`, `ERR_MEDIA_SERVER`
   */
  async token(request: GrantRequest): Promise<TokenResponse> {
    const { grant, outcome } = this.#deps.arbiter.grant(request);
    this.#carryOut(outcome);
    return this.#admit(grant);
  }

  /** A session is connected. @returns how its calls stand */
  returned(actor: Identity): readonly CallStanding[] {
    const { standings, outcome } = this.#deps.arbiter.returned(actor, this.#deps.clock.now());
    this.#carryOut(outcome);
    return standings;
  }

  /** A session's socket is gone. */
  left(sessionId: SessionId, onPurpose: boolean): void {
    if (this.#closed) return;
    this.#deps.arbiter.left(sessionId, onPurpose, this.#deps.clock.now());
    this.#wake();
  }

  async #mayInvite(actor: Identity, to: string | undefined): Promise<boolean> {
    if (to === undefined || !(await this.#deps.policy.mayRing(actor.userId, to))) return false;
    await this.#deps.directory.learn(to);
    return true;
  }

  #carryOut(outcome: Outcome): void {
    for (const { to, message } of outcome.deliveries) this.#deps.hub.deliver(to, message);
    for (const userId of outcome.touched) this.#deps.hub.presenceChanged(userId);
    for (const effect of outcome.effects) if (effect.kind === 'remove') void this.#apply(effect).catch(this.#report);
    this.#wake();
  }

  #apply(effect: MediaEffect): Promise<void> {
    const { mediaServer } = this.#deps;
    if (effect.kind === 'remove') return mediaServer.removeParticipant(effect.room, effect.identity);
    return mediaServer.updateAttributes(effect.room, effect.identity, effect.attributes);
  }

  #admit({ room, identity }: Grant): Promise<TokenResponse> {
    return this.#deps.admit({ room, identity, name: this.#deps.directory.person(identity.userId).name });
  }

  /** The token that saves a round trip; without it the page asks for one, and gets the error there. */
  async #tryToken(grant: Grant): Promise<TokenResponse | undefined> {
    try {
      return await this.#admit(grant);
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  /** Sets the one timer to the next moment that decides something. */
  #wake(): void {
    this.#cancelTimer();
    if (this.#closed) return;
    const { arbiter, clock } = this.#deps;
    const due = arbiter.nextDue();
    if (due === undefined) return;
    this.#cancelTimer = clock.after(Math.max(0, due - clock.now()), () => {
      this.#due();
    });
  }

  #due(): void {
    const { outcome, doubts } = this.#deps.arbiter.due(this.#deps.clock.now());
    for (const doubt of doubts) void this.#ask(doubt);
    this.#carryOut(outcome);
  }

  /** Only when the media server has lost somebody too, their call is over. When it cannot say, it is asked again later. */
  async #ask(doubt: Doubt): Promise<void> {
    try {
      const present = await this.#deps.mediaServer.listParticipants(doubt.room);
      if (this.#closed || present.includes(formatIdentity(doubt.member))) return;
      this.#carryOut(this.#deps.arbiter.confirmGone(doubt, this.#deps.clock.now()));
    } catch (error) {
      this.#report(error);
    }
  }

  readonly #report = (error: unknown): void => {
    this.#deps.log('error', { where: 'ringing', ...describeError(error) });
  };
}
