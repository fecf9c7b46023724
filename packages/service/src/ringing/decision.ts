import type { CallEvent, CallId, ErrorCode, Identity, Person, ReplyResult, SessionId, UserId } from '@call-elements/protocol';
import type { Limits } from '../limits.js';
import type { CallStore } from '../store/call-store.js';

/** Which sockets of a user hear of something: all, one, or all but one. */
export interface Audience {
  readonly userId: UserId;
  readonly onlySession?: SessionId;
  readonly exceptSession?: SessionId;
}

export interface Delivery {
  readonly to: Audience;
  readonly message: CallEvent;
}

/** The right to a token for the call's room, in the name of this session. */
export interface Grant {
  readonly callId: CallId;
  readonly room: string;
  readonly identity: Identity;
}

/** Something to ask of the media server once the decision stands. */
export type MediaEffect =
  | { readonly kind: 'remove'; readonly room: string; readonly identity: string }
  | {
      readonly kind: 'attributes';
      readonly room: string;
      readonly identity: string;
      readonly attributes: Readonly<Record<string, string>>;
    };

export type Answer =
  | { readonly result: ReplyResult }
  | { readonly error: { readonly code: ErrorCode; readonly message: string; readonly retryAfterMs?: number } };

/** What follows from a message or from time: nothing of it has happened yet but what the store holds. */
export interface Outcome {
  readonly deliveries: readonly Delivery[];
  readonly effects: readonly MediaEffect[];
  /** People whose presence may have changed. */
  readonly touched: ReadonlySet<UserId>;
  readonly grant?: Grant;
}

/** An outcome while it is being decided. */
export class Draft implements Outcome {
  readonly deliveries: Delivery[] = [];
  readonly effects: MediaEffect[] = [];
  readonly touched = new Set<UserId>();
  grant?: Grant;

  tell(to: Audience, message: CallEvent): void {
    this.deliveries.push({ to, message });
  }
}

/** What the rules may look at. No clock: the time of a decision is an argument. */
export interface RuleContext {
  readonly store: CallStore;
  readonly roomSecret: string;
  readonly lifetimeMaxMs: number;
  readonly limits: Limits;
  person(userId: UserId): Person;
  /** Is this session's socket open? */
  isOpen(sessionId: SessionId): boolean;
  /** Has this user any open socket? */
  isReachable(userId: UserId): boolean;
  newId(): string;
}

/** One message on its way through a rule. */
export interface Turn<M> {
  readonly context: RuleContext;
  readonly draft: Draft;
  readonly actor: Identity;
  readonly message: M;
  readonly now: number;
}
