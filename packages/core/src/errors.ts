import { CallError, timers, type ErrorCode } from '@call-elements/protocol';
import type { ErrorInfo } from './snapshot.js';

const origins = new WeakMap<ErrorInfo, CallError>();

/** The plain-data side of an error, with what else is known; its message is kept because ours never hold a token. */
export function errorInfo(error: CallError): ErrorInfo;
export function errorInfo<More extends object>(error: CallError, more: More): ErrorInfo & More;
export function errorInfo(error: CallError, more: object = {}): ErrorInfo {
  const info = { code: error.code, category: error.category, retryable: error.retryable, message: error.message, ...more };
  origins.set(info, error);
  return info;
}

/** The error behind `info`, with its cause: plain data cannot carry that through the machine. */
export const errorOf = (info: ErrorInfo): CallError => origins.get(info) ?? new CallError(info.code, info.message);

/** Anything thrown, as a CallError: ours unchanged, others wrapped with `code`. */
export const asCallError = (error: unknown, code: ErrorCode, message: string): CallError =>
  isCallError(error) ? error : new CallError(code, message, { cause: error });

/** By shape, so that an error of another copy of this code counts too. */
export const isCallError = (error: unknown): error is CallError =>
  error instanceof Error && error.name === 'CallError' && 'code' in error && 'retryable' in error;

/** May the same thing be tried again without asking anybody? A full room is left alone: only the person knows whether to wait. */
export const mayTryAgain = (error: Pick<CallError, 'code' | 'retryable'>): boolean => error.retryable && error.code !== 'ERR_ROOM_FULL';

/** How often a join is tried, the first try included, that fails with this; all else is said at once (ringing.md §6.6, livekit.md §7.3). */
const JOIN_TRIES: Partial<Record<ErrorCode, number>> = {
  ERR_CONNECT_FAILED: timers.CONNECT_TRIES,
  ERR_CONNECT_TIMEOUT: timers.CONNECT_TRIES,
  ERR_NETWORK_BLOCKED: timers.CONNECT_TRIES,
  // A new token makes the room anew.
  ERR_ROOM_GONE: timers.CONNECT_TRIES,
  ERR_TOKEN_EXPIRED: 2,
  ERR_JOIN_FAILED: 2,
};

/** May a join that failed for the `tries`th time be tried once more? Tokens were asked for again already, by their source. */
export const mayJoinAgain = ({ code }: Pick<CallError, 'code'>, tries: number): boolean => tries < (JOIN_TRIES[code] ?? 1);
