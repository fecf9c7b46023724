import assert from 'node:assert/strict';
import type { ErrorBody } from '@call-elements/protocol';

/** Status and code of an error answer, which holds nothing else but a message. */
export async function refusal(response: Response): Promise<[number, string]> {
  const body = (await response.json()) as ErrorBody;
  assert.deepEqual(Object.keys(body).sort(), ['error', 'message']);
  return [response.status, body.error];
}
