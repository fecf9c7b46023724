import { CallError, ERRORS, type ErrorBody, type ErrorCode } from '@call-elements/protocol';

/** JSON that nobody may keep. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers } });
}

/** An error as the wire has it. `status` where HTTP has a word of its own. */
export function refusal(code: ErrorCode, message: string, status?: number, headers?: Readonly<Record<string, string>>): Response {
  const body: ErrorBody = { error: code, message };
  const kind = ERRORS[code];
  return json(body, status ?? ('status' in kind ? kind.status : 500), headers);
}

/** The answer to something thrown: an error of ours as it is, anything else without a word about it. */
export function thrown(error: unknown): Response {
  if (!(error instanceof CallError)) return refusal('ERR_INTERNAL', 'The service failed');
  const seconds = error.retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(error.retryAfterMs / 1000));
  return refusal(error.code, error.message, undefined, seconds === undefined ? {} : { 'retry-after': String(seconds) });
}

/**
 * The JSON object of a request; undefined when it has no body.
 * @throws {CallError} `ERR_BAD_REQUEST`
 */
export async function readJson(request: Request): Promise<unknown> {
  const source = await request.text();
  if (source === '') return undefined;
  try {
    return JSON.parse(source) as unknown;
  } catch {
    throw new CallError('ERR_BAD_REQUEST', 'The body is not JSON');
  }
}
