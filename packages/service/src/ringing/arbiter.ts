import { CallError, type CallMessage, type CallStanding, type Identity, type ReplyResult, type SessionId } from '@call-elements/protocol';
import { accept, decline, ringing } from './answer.js';
import { Draft, type Answer, type Grant, type Outcome, type RuleContext } from './decision.js';
import { endAbandoned, endGone, expireRings, nextDue, type Doubt } from './gone.js';
import { invite } from './invite.js';
import { cancel, hangup, state } from './leave.js';
import { grantSeat, type GrantRequest } from './grant.js';
import { isOwnSession, takeSeat } from './members.js';
import { standings } from './standings.js';

/** A decided message. */
export interface Verdict {
  readonly answer: Answer;
  readonly outcome: Outcome;
}

/** Decides each message, and what time brings, in one transaction. Sends nothing itself. */
export class Arbiter {
  readonly #context: RuleContext;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  /** Decides one message. `allowed` is policy's answer to an invite. The same message again gets the same answer and does nothing. */
  handle(actor: Identity, message: CallMessage, allowed: boolean, now: number): Verdict {
    const draft = new Draft();
    const { store } = this.#context;
    // A timer may be late, a deadline is not.
    store.transaction(() => {
      expireRings(this.#context, draft, now);
    });
    try {
      const result = store.transaction(
        () => this.#repeated(actor, message, draft) ?? this.#decide({ actor, message, draft, allowed, now }),
      );
      return { answer: { result }, outcome: draft };
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const { code, retryAfterMs } = error;
      return { answer: { error: { code, message: error.message, ...(retryAfterMs !== undefined && { retryAfterMs }) } }, outcome: draft };
    }
  }

  /** What time has brought, and whom to ask the media server about. */
  due(now: number): { outcome: Outcome; doubts: Doubt[] } {
    const draft = new Draft();
    const doubts = this.#context.store.transaction(() => {
      expireRings(this.#context, draft, now);
      return endAbandoned(this.#context, draft, now);
    });
    return { outcome: draft, doubts };
  }

  /** When `due` has something to do next. */
  nextDue(): number | undefined {
    return nextDue(this.#context);
  }

  /** The media server does not have this member either: the call ends, unless they came back meanwhile. */
  confirmGone(doubt: Doubt, now: number): Outcome {
    const draft = new Draft();
    this.#context.store.transaction(() => {
      const member = this.#context.store.member(doubt.member.callId, doubt.member.userId);
      if (member?.sessionId === doubt.member.sessionId && member.goneSince === doubt.askedAt) endGone(this.#context, draft, member, now);
    });
    return draft;
  }

  /** A session's socket is gone. */
  left(sessionId: SessionId, onPurpose: boolean, now: number): void {
    this.#context.store.setGone(sessionId, now, onPurpose);
  }

  /** A session is connected again: how its calls stand. */
  returned(actor: Identity, now: number): { standings: CallStanding[]; outcome: Outcome } {
    const draft = new Draft();
    return this.#context.store.transaction(() => {
      expireRings(this.#context, draft, now);
      this.#context.store.setGone(actor.sessionId, null);
      return { standings: standings(this.#context, actor, now), outcome: draft };
    });
  }

  /** The service starts on calls of an earlier life: nobody is connected yet. */
  restarted(now: number): void {
    this.#context.store.setAllGone(now);
  }

  /**
   * The right to a token for a live call.
   * @throws {CallError} `ERR_NOT_ALLOWED`, the same for a call that is not there; `ERR_CALL_ENDED` for former members
   */
  grant(asker: GrantRequest): { grant: Grant; outcome: Outcome } {
    const draft = new Draft();
    return this.#context.store.transaction(() => ({ grant: grantSeat(this.#context, draft, asker), outcome: draft }));
  }

  #decide(turn: { actor: Identity; message: CallMessage; draft: Draft; allowed: boolean; now: number }): ReplyResult {
    const result = this.#apply(turn);
    // A state can be set again and again; a saved answer would hide that the media server never heard of it.
    if (turn.message.type !== 'state') this.#context.store.saveReply(turn.actor, turn.message.id, JSON.stringify(result), turn.now);
    return result;
  }

  #apply({ message, ...rest }: { actor: Identity; message: CallMessage; draft: Draft; allowed: boolean; now: number }): ReplyResult {
    const turn = { ...rest, context: this.#context };
    switch (message.type) {
      case 'invite':
        return invite({ ...turn, message });
      case 'ringing':
        return ringing({ ...turn, message });
      case 'accept':
        return accept({ ...turn, message });
      case 'decline':
        return decline({ ...turn, message });
      case 'cancel':
        return cancel({ ...turn, message });
      case 'hangup':
        return hangup({ ...turn, message });
      case 'state':
        return state({ ...turn, message });
    }
  }

  /** The answer that was given to this message before, with a new grant where it had one that still holds. */
  #repeated(actor: Identity, message: CallMessage, draft: Draft): ReplyResult | undefined {
    const { store } = this.#context;
    const saved = store.reply(actor, message.id);
    if (saved === undefined) return undefined;
    const result = JSON.parse(saved) as ReplyResult;
    const call = result.granted ? store.call(result.mergedInto ?? message.callId) : undefined;
    if (call?.state === 'active' && isOwnSession(this.#context, store.member(call.callId, actor.userId), actor)) {
      takeSeat(this.#context, draft, call, actor);
      draft.grant = { callId: call.callId, room: call.room, identity: actor };
    }
    return result;
  }
}
