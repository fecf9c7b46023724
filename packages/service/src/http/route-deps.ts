import type { Sessions } from '../auth/sessions.js';
import type { VerifyUser } from '../auth/user-tokens.js';
import type { Directory } from '../friends/directory.js';
import type { Admit } from '../media/media-tokens.js';
import type { Policy } from '../ports.js';
import type { Ringing } from '../ringing/ringing.js';
import type { RequestLimiter } from './request-limiter.js';

/** What the routes work with. */
export interface RouteDeps {
  readonly verifyUser: VerifyUser;
  readonly limiter: RequestLimiter;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly policy: Policy;
  readonly ringing: Ringing;
  readonly admit: Admit;
  readonly roomSecret: string;
  readonly now: () => number;
}
