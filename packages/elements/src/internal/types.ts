import type { Call, ControllerEvents, Snapshot } from '@call-elements/core';

/** A friend with presence. */
export type Friend = Snapshot['friends']['list'][number];
/** A person of a call. */
export type Person = Call['people'][number];
/** `audio` or `video`. */
export type Media = Call['intent'];
/** Why a call ended. */
export type EndReason = ControllerEvents['end']['reason'];
type ControllerError = ControllerEvents['error']['error'];
/** An error as it is told: compare its `code`. */
export type CallFailure = Error & Pick<ControllerError, 'code' | 'category' | 'retryable'>;
/** A code of ours. */
export type ErrorCode = ControllerError['code'];
/** A device that a call may send. */
export type Device = 'microphone' | 'camera' | 'screenShare';
