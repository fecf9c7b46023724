import type { ClientOptions } from '@call-elements/core';

/** What a page wrote on its `<call-client>`. */
interface Addresses {
  readonly baseURI: string;
  readonly tokenUrl: string;
  readonly signalUrl: string;
  readonly sessionUrl: string;
  readonly startMuted: boolean;
  readonly getSession: Exclude<ClientOptions['session'], string>;
}

const absolute = (address: string, base: string): string => {
  try {
    return new URL(address, base).href;
  } catch {
    // Core reports an address that cannot be used; here it only must not break the page.
    return address;
  }
};

/** The options for a controller; undefined until the page named a token endpoint and, where there is ringing, a way to the session. */
export function clientOptions(client: Addresses): ClientOptions | undefined {
  const { baseURI, tokenUrl, signalUrl, sessionUrl, getSession, startMuted } = client;
  const session = getSession ?? (sessionUrl ? absolute(sessionUrl, baseURI) : undefined);
  if (!tokenUrl || (signalUrl && !session)) return undefined;
  return {
    tokenUrl: absolute(tokenUrl, baseURI),
    ...(signalUrl && { signalUrl: absolute(signalUrl, baseURI) }),
    ...(session && { session }),
    startMuted,
  };
}
