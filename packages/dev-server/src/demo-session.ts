import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { DemoUser } from './demo-users.js';

/** How a host app would describe its own user tokens to the service. */
export interface DemoSession {
  readonly secret: string;
  readonly issuer: string;
  readonly audience: string;
  /** A user token, good for one hour. */
  issue(user: DemoUser): Promise<string>;
}

/** Stands for the login of a host app. The secret is new at each start. */
export function createDemoSession(): DemoSession {
  const secret = randomBytes(36).toString('base64url');
  const key = new TextEncoder().encode(secret);
  const issuer = 'call-elements-demo';
  const audience = 'call-elements';
  const issue = (user: DemoUser): Promise<string> =>
    new SignJWT({ name: user.name })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(user.id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key);
  return { secret, issuer, audience, issue };
}
