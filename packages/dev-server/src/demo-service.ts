import { randomBytes } from 'node:crypto';
import { createService, type Service } from '@call-elements/service';
import type { DemoSession } from './demo-session.js';
import { DEMO_ROOMS } from './demo-users.js';
import type { LivekitServer } from './livekit/server.js';
import { friendsFile } from './paths.js';

export interface DemoServiceOptions {
  readonly livekit: LivekitServer;
  readonly session: DemoSession;
  /** Exact origins of the demo's pages. */
  readonly origins: readonly string[];
  readonly database: string | undefined;
  readonly ringLifetimeMaxMs: number | undefined;
  readonly onLog: ((line: string) => void) | undefined;
}

/** The service as a host app would configure it, for this run of the demo. */
export function demoService({ livekit, session, origins, database, ringLifetimeMaxMs, onLog }: DemoServiceOptions): Service {
  const { url, apiKey, apiSecret } = livekit;
  return createService(
    {
      livekit: { url, apiKey, apiSecret },
      userTokens: { secret: session.secret, algorithms: ['HS256'], issuer: session.issuer, audience: session.audience },
      origins,
      friendsFile,
      roomSecret: randomBytes(36).toString('base64url'),
      log: onLog ?? (() => undefined),
      ...(database !== undefined && { database }),
      ...(ringLifetimeMaxMs !== undefined && { ringLifetimeMaxMs }),
    },
    { policy: { mayJoin: (userId, room) => Promise.resolve(DEMO_ROOMS[room]?.includes(userId) ?? false) } },
  );
}
