import { timers } from '@call-elements/protocol';
import type { CallController } from './call-controller.js';
import { systemClock } from './clock.js';
import { createCallController } from './controller/controller.js';
import { sessionFromUrl } from './http.js';
import { lazyLiveKitEngine } from './media-engine.js';
import type { GetSession } from './ports.js';
import { randomId } from './random-id.js';
import { noSignalling } from './signalling/no-signalling.js';
import { WebSocketSignalling } from './signalling/web-socket-signalling.js';
import { endpointTokenSource } from './token-source.js';

/** What a `<call-client>` knows. */
export interface ClientOptions {
  /** Address of the token endpoint (LiveKit's standard one, or our service's). */
  readonly tokenUrl: string;
  /** Address of the service's socket; without it nothing rings. `ticket` beside it gives the tickets. */
  readonly signalUrl?: string;
  /** Same-origin address that answers `{"token": "…"}`; or a callback of the host. Our service wants one; other token servers may not. */
  readonly session?: string | GetSession;
  /** Start calls with the microphone muted. */
  readonly startMuted?: boolean;
}

/** A share in a controller: the last release keeps it for 5 s, then disposes of it. */
export interface Lease {
  readonly controller: CallController;
  release(): void;
}

interface Entry {
  readonly options: ClientOptions;
  readonly controller: CallController;
  holders: number;
  cancelDisposal: (() => void) | null;
}

// On the page, not in this module: another copy of this package finds the same controllers, so that a page has one socket.
// The number grows when an entry changes its shape: then copies no longer share.
const KEY = Symbol.for('call-elements.controllers.1');
type WithControllers = typeof globalThis & { [KEY]?: Set<Entry> | undefined };

function sharedEntries(): Set<Entry> {
  const page: WithControllers = globalThis;
  page[KEY] ??= new Set();
  return page[KEY];
}
const engine = lazyLiveKitEngine();

/** The controller for one service and user: the same options give the same controller, so that a call outlives the tag that made it. */
export function acquireController(options: ClientOptions): Lease {
  const entries = sharedEntries();
  const entry = [...entries].find((candidate) => sameService(candidate.options, options)) ?? add(options, entries);
  entry.holders += 1;
  entry.cancelDisposal?.();
  entry.cancelDisposal = null;
  let held = true;
  return {
    controller: entry.controller,
    release: () => {
      if (!held) return;
      held = false;
      entry.holders -= 1;
      if (entry.holders > 0) return;
      entry.cancelDisposal = systemClock.after(timers.DISPOSE_GRACE, () => {
        entries.delete(entry);
        entry.controller.dispose();
      });
    },
  };
}

const sameService = (a: ClientOptions, b: ClientOptions): boolean =>
  a.tokenUrl === b.tokenUrl && a.signalUrl === b.signalUrl && a.session === b.session;

function add(options: ClientOptions, entries: Set<Entry>): Entry {
  const entry: Entry = { options, controller: connect(options), holders: 0, cancelDisposal: null };
  entries.add(entry);
  return entry;
}

function connect({ tokenUrl, signalUrl, session, startMuted = false }: ClientOptions): CallController {
  const http = { fetch: globalThis.fetch.bind(globalThis), clock: systemClock };
  const getSession = typeof session === 'string' ? sessionFromUrl(session) : session;
  return createCallController({
    engine,
    startMuted,
    tokens: endpointTokenSource(tokenUrl, getSession, http),
    signalling:
      signalUrl === undefined || getSession === undefined
        ? noSignalling
        : new WebSocketSignalling({ ...http, url: signalUrl, session: getSession, newId: randomId, WebSocket: globalThis.WebSocket }),
  });
}
