/** Who can do something about an error. */
export type ErrorCategory = 'configuration' | 'network' | 'client' | 'server';

interface ErrorKind {
  readonly category: ErrorCategory;
  /** May the same request succeed later, unchanged? */
  readonly retryable: boolean;
  /** Status when the service answers with this error. */
  readonly status?: number;
}

/** Every error code of this project. Compare `error.code`; messages are for developers. */
export const ERRORS = {
  ERR_BAD_REQUEST: { category: 'client', retryable: false, status: 400 },
  ERR_UNAUTHENTICATED: { category: 'configuration', retryable: false, status: 401 },
  ERR_NOT_ALLOWED: { category: 'client', retryable: false, status: 403 },
  ERR_NOT_FOUND: { category: 'configuration', retryable: false, status: 404 },
  ERR_CALL_ENDED: { category: 'client', retryable: false, status: 409 },
  ERR_CALL_LIVE: { category: 'client', retryable: false, status: 409 },
  ERR_ROOM_FULL: { category: 'client', retryable: true, status: 409 },
  ERR_TOO_LARGE: { category: 'client', retryable: false, status: 413 },
  ERR_RATE_LIMITED: { category: 'client', retryable: true, status: 429 },
  ERR_INTERNAL: { category: 'server', retryable: true, status: 500 },
  ERR_MEDIA_SERVER: { category: 'server', retryable: true, status: 502 },
  ERR_SESSION: { category: 'configuration', retryable: true },
  ERR_TOKEN_UNREACHABLE: { category: 'network', retryable: true },
  ERR_TOKEN_REFUSED: { category: 'client', retryable: false },
  ERR_TOKEN_EXPIRED: { category: 'client', retryable: true },
  ERR_TOKEN_INVALID: { category: 'configuration', retryable: false },
  ERR_SIGNALLING_LOST: { category: 'network', retryable: true },
  ERR_ENGINE_LOAD: { category: 'network', retryable: true },
  ERR_CONNECT_TIMEOUT: { category: 'network', retryable: true },
  ERR_CONNECT_FAILED: { category: 'network', retryable: true },
  ERR_CONNECT_REFUSED: { category: 'client', retryable: false },
  ERR_JOIN_FAILED: { category: 'server', retryable: true },
  ERR_ROOM_GONE: { category: 'server', retryable: true },
  ERR_NETWORK_BLOCKED: { category: 'network', retryable: true },
  ERR_CONFIG: { category: 'configuration', retryable: false },
  ERR_MEDIA_DENIED: { category: 'client', retryable: false },
  ERR_MEDIA_MISSING: { category: 'client', retryable: true },
  ERR_MEDIA_IN_USE: { category: 'client', retryable: true },
  ERR_MEDIA_TIMEOUT: { category: 'configuration', retryable: true },
  ERR_PUBLISH_DENIED: { category: 'client', retryable: false },
  ERR_PUBLISH_FAILED: { category: 'server', retryable: true },
  ERR_MEDIA: { category: 'client', retryable: true },
  ERR_INSECURE_CONTEXT: { category: 'configuration', retryable: false },
  ERR_DISPOSED: { category: 'client', retryable: false },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** An error of this project. Its message says what to do and never holds a token. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ErrorCode;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  /** When the service asked to wait. Milliseconds. */
  readonly retryAfterMs?: number;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.category = ERRORS[code].category;
    this.retryable = ERRORS[code].retryable;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** An error as it crosses the wire: `{"error": "ERR_…", "message": "…"}`. */
export interface ErrorBody {
  readonly error: ErrorCode;
  readonly message: string;
}

/** True for a code of ours; anything else from a wire is treated as `ERR_INTERNAL`. */
export const isErrorCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(ERRORS, value);
