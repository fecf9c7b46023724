/** What can go wrong while the stack starts. */
export type StackErrorCode =
  | 'ERR_MEDIA_SERVER_MISSING'
  | 'ERR_MEDIA_SERVER_BUILD'
  | 'ERR_MEDIA_SERVER_DIED'
  | 'ERR_MEDIA_SERVER_SETTINGS'
  | 'ERR_NO_FREE_PORT'
  | 'ERR_NOT_BUILT';

/** A start that failed; `message` says what to do about it. */
export class StackError extends Error {
  readonly code: StackErrorCode;

  constructor(code: StackErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StackError';
    this.code = code;
  }
}
