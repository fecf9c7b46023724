/** Writes one line of JSON. Values are words and numbers that the service chose itself, never a header, a body or an address with a query. */
export type Log = (event: string, fields: Readonly<Record<string, string | number | boolean | undefined>>) => void;

// Anything with the shape of a JWT, and what follows "Bearer": an error of some library might quote it.
const SECRETS = /eyJ[\w-]+(?:\.[\w-]*){0,2}|(?<=bearer\s+)\S+|(?<=(?:ticket|secret|access_token)["=:\s]+)[\w.-]{16,}/gi;

/** A log that writes lines to `write`, with the time, and blots out what looks like a secret. */
export const createLog =
  (write: (line: string) => void, now: () => number): Log =>
  (event, fields) => {
    write(JSON.stringify({ time: new Date(now()).toISOString(), event, ...fields }).replace(SECRETS, '[secret]'));
  };

/** What a log may say about something that was thrown: its kind and place. */
export function describeError(error: unknown): { name: string; code?: string; message: string } {
  if (!(error instanceof Error)) return { name: typeof error, message: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, message: error.message.slice(0, 300), ...(code !== undefined && { code }) };
}
