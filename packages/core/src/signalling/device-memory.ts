/** Remembers the device id that the service gave to each user of this browser profile. Forgets when storage is blocked. */
export class DeviceMemory {
  readonly #key: string;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | null;

  /** @param service address of the service: two services or two users on one page do not meet */
  constructor(service: string, storage: Pick<Storage, 'getItem' | 'setItem'> | null = safeLocalStorage()) {
    this.#key = `call-elements:device:${service}`;
    this.#storage = storage;
  }

  /** The id for the user of this session token; the token is only read to tell users apart, never trusted. */
  recall(sessionToken: string): string | undefined {
    const user = subjectOf(sessionToken);
    if (user === undefined) return undefined;
    try {
      return this.#storage?.getItem(`${this.#key}:${user}`) ?? undefined;
    } catch {
      return undefined;
    }
  }

  remember(sessionToken: string, deviceId: string): void {
    const user = subjectOf(sessionToken);
    if (user === undefined) return;
    try {
      this.#storage?.setItem(`${this.#key}:${user}`, deviceId);
    } catch {
      // Storage is full or blocked: the service gives a new id next time.
    }
  }
}

function safeLocalStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

function subjectOf(token: string): string | undefined {
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const subject = typeof claims === 'object' && claims !== null && 'sub' in claims ? claims.sub : undefined;
    return typeof subject === 'string' ? subject : undefined;
  } catch {
    return undefined;
  }
}
