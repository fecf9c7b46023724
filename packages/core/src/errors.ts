import { CallError, type ErrorCode } from '@call-elements/protocol';
import type { ErrorInfo } from './snapshot.js';

/** The plain-data side of an error; its message is kept because ours never hold a token. */
export const errorInfo = (error: CallError): ErrorInfo => ({
  code: error.code,
  category: error.category,
  retryable: error.retryable,
  message: error.message,
});

/** Anything thrown, as a CallError: ours unchanged, others wrapped with `code`. */
export const asCallError = (error: unknown, code: ErrorCode, message: string): CallError =>
  isCallError(error) ? error : new CallError(code, message, { cause: error });

/** By shape, so that an error of another copy of this code counts too. */
export const isCallError = (error: unknown): error is CallError =>
  error instanceof Error && error.name === 'CallError' && 'code' in error && 'retryable' in error;

/** May the same thing be tried again without asking anybody? A full room is left alone: only the person knows whether to wait. */
export const mayTryAgain = (error: Pick<CallError, 'code' | 'retryable'>): boolean => error.retryable && error.code !== 'ERR_ROOM_FULL';
