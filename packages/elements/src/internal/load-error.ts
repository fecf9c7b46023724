import { CallErrorEvent } from '../events.js';
import type { ClientElement } from './client-registry.js';
import type { CallFailure } from './types.js';

/** Tells the page, by its clients, that code did not come. */
export function tellLoadError(clients: Iterable<ClientElement>, cause: unknown): void {
  const facts = { code: 'ERR_ENGINE_LOAD', category: 'network', retryable: true, name: 'CallError' } as const;
  const error: CallFailure = Object.assign(new Error('The code of the call could not be loaded; it is tried again.', { cause }), facts);
  for (const client of clients) client.dispatchEvent(new CallErrorEvent(error));
}
