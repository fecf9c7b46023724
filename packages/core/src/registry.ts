import type { CallController } from './call-controller.js';
import type { GetSession } from './ports.js';

/** What a `<call-client>` knows. */
export interface ClientOptions {
  /** Address of the token endpoint (LiveKit's standard one, or our service's). */
  readonly tokenUrl: string;
  /** Address of the service's socket; without it nothing rings. `ticket` beside it gives the tickets. */
  readonly signalUrl?: string;
  /** Same-origin address that answers `{"token": "…"}`; or a callback of the host. */
  readonly session: string | GetSession;
  /** Start calls with the microphone muted. */
  readonly startMuted?: boolean;
}

/** A share in a controller: the last release keeps it for 5 s, then disposes of it. */
export interface Lease {
  readonly controller: CallController;
  release(): void;
}

/** The controller for one service and user: the same options give the same controller. */
export function acquireController(_options: ClientOptions): Lease {
  throw new Error('not written yet');
}
