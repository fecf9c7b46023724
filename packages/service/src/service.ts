import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Sessions } from './auth/sessions.js';
import { createUserVerifier } from './auth/user-tokens.js';
import { systemClock } from './clock.js';
import { checkConfig, type ServiceConfig, type Settings } from './config.js';
import { Directory } from './friends/directory.js';
import { fileFriends, noFriends } from './friends/file-friends.js';
import { defaultPolicy } from './friends/policy.js';
import { createApp } from './http/app.js';
import { RequestLimiter } from './http/request-limiter.js';
import type { RouteDeps } from './http/route-deps.js';
import { newId } from './ids.js';
import { SWEEP_EVERY } from './limits.js';
import { createLog, describeError, type Log } from './log.js';
import { liveKitServer } from './media/livekit-server.js';
import { createAdmission } from './media/media-tokens.js';
import type { Clock, FriendsSource, MediaServer, Policy } from './ports.js';
import { Arbiter } from './ringing/arbiter.js';
import { Ringing } from './ringing/ringing.js';
import { Gateway } from './socket/gateway.js';
import { Hub } from './socket/hub.js';
import { CallStore } from './store/call-store.js';
import { Database } from './store/database.js';
import { IdentityStore } from './store/identity-store.js';

/** What may stand in for the service's own parts. */
export interface ServiceDeps {
  readonly clock?: Clock;
  readonly mediaServer?: MediaServer;
  readonly friends?: FriendsSource;
  readonly policy?: Partial<Policy>;
  readonly fetch?: typeof fetch;
  readonly newId?: () => string;
}

/** Tokens, friends and ringing, to be mounted on a host's HTTP server under `/calls`. */
export interface Service {
  /** Answers one HTTP request. */
  fetch(request: Request): Promise<Response>;
  /** Takes over a socket that an HTTP server's `upgrade` event hands out. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every socket to come back later, and closes the database. Idempotent. */
  close(): Promise<void>;
}

const BASE_PATH = '/calls';

/**
 * Makes the service.
 * @throws {CallError} `ERR_CONFIG`
 */
export function createService(config: ServiceConfig, deps: ServiceDeps = {}): Service {
  const settings = checkConfig(config);
  const parts = assemble(settings, deps);
  const { gateway, ringing, db } = parts;
  const cancelSweep = repeat(parts.clock, SWEEP_EVERY, parts.sweep);
  ringing.start();
  return {
    fetch: createApp({ basePath: BASE_PATH, origins: parts.origins, routes: parts.routes, log: parts.log }),
    upgrade: (request, socket, head) => {
      gateway.upgrade(request, socket, head);
    },
    close: () => {
      cancelSweep();
      ringing.close();
      gateway.close();
      db.close();
      return Promise.resolve();
    },
  };
}

/** What the service has of the world around it. */
// Inferred: a list of names that stands right here.
function outside(settings: Settings, deps: ServiceDeps) {
  const clock = deps.clock ?? systemClock;
  const now = (): number => clock.now();
  const net = { now, fetch: deps.fetch ?? fetch };
  const friends = deps.friends ?? (settings.friendsFile === undefined ? noFriends : fileFriends(settings.friendsFile));
  const mediaServer = deps.mediaServer ?? liveKitServer(settings.livekit, net);
  return {
    ...{ clock, now, friends, mediaServer },
    log: createLog(settings.log, now),
    policy: defaultPolicy(friends, deps.policy),
    admit: createAdmission(settings.livekit, mediaServer, now),
    verifyUser: createUserVerifier(settings.userTokens, net),
    makeId: deps.newId ?? newId,
  };
}

/** The service's parts, each given what it needs. */
function assemble(settings: Settings, deps: ServiceDeps) {
  const world = outside(settings, deps);
  const { clock, now, friends, log, makeId } = world;
  const { limits, roomSecret } = settings;
  const db = new Database(settings.database);
  const identities = new IdentityStore(db);
  const store = new CallStore(db);
  const sessions = new Sessions(identities, makeId);
  const directory = new Directory(identities, friends);
  const hub = new Hub({ friends, isInCall: (userId) => store.isInCall(userId), report: reporter(log, 'presence') });
  const arbiter = createArbiter(settings, { store, directory, hub, makeId });
  const ringing = new Ringing({ ...world, arbiter, hub, directory });
  const limiter = new RequestLimiter(limits, now);
  const origins = new Set(settings.origins);
  const path = `${BASE_PATH}/signal`;
  const isLive = (userId: string): boolean => store.isLive(userId);
  const gateway = new Gateway({ path, origins, limits, sessions, directory, hub, ringing, isLive, clock, log });
  const routes: RouteDeps = { ...world, limiter, sessions, directory, ringing, roomSecret };
  const sweep = (): void => {
    store.sweep(now());
    identities.sweep(now());
    limiter.sweep();
  };
  return { clock, log, db, ringing, gateway, routes, origins, sweep };
}

function createArbiter(settings: Settings, parts: { store: CallStore; directory: Directory; hub: Hub; makeId: () => string }): Arbiter {
  const { store, directory, hub, makeId } = parts;
  return new Arbiter({
    store,
    roomSecret: settings.roomSecret,
    lifetimeMaxMs: settings.ringLifetimeMaxMs,
    limits: settings.limits,
    person: (userId) => directory.person(userId),
    isOpen: (sessionId) => hub.isOpen(sessionId),
    isReachable: (userId) => hub.count(userId) > 0,
    newId: makeId,
  });
}

const reporter =
  (log: Log, where: string) =>
  (error: unknown): void => {
    log('error', { where, ...describeError(error) });
  };

/** Runs a task over and over. @returns ends it */
function repeat(clock: Clock, ms: number, task: () => void): () => void {
  let cancel: () => void = () => undefined;
  const next = (): void => {
    cancel = clock.after(ms, () => {
      task();
      next();
    });
  };
  next();
  return () => {
    cancel();
  };
}
