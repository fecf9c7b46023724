import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { ErrorBody } from '@call-elements/protocol';
import { AUDIENCE, Harness, ISSUER } from './support/harness.ts';

const JWKS_URL = 'https://host.example/keys.json';
const userTokens = { jwksUrl: JWKS_URL, algorithms: ['ES256'], issuer: ISSUER, audience: AUDIENCE };

describe('user tokens by public key', { timeout: 10_000 }, () => {
  async function signer(harness: { clock: { now(): number } }) {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
    const sign = (kid = 'one'): Promise<string> => {
      const now = Math.floor(harness.clock.now() / 1000);
      const token = new SignJWT({ sub: 'ana', iss: ISSUER, aud: AUDIENCE, exp: now + 60 });
      return token.setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
    };
    return { keys: JSON.stringify({ keys: [jwk] }), sign };
  }

  it('are verified with the host’s keys, fetched once and without following redirects', async (test) => {
    let body = '';
    const fetched: (readonly [string, string | undefined])[] = [];
    const fetchKeys: typeof fetch = (url, init) => {
      fetched.push([url instanceof Request ? url.url : url.toString(), init?.redirect]);
      return Promise.resolve(new Response(body));
    };
    const harness = await Harness.start(test, { userTokens }, { fetch: fetchKeys });
    const { keys, sign } = await signer(harness);
    body = keys;
    const ask = async (kid?: string): Promise<number> =>
      (await harness.post('ticket', {}, undefined, { authorization: `Bearer ${await sign(kid)}` })).status;
    assert.deepEqual([await ask(), await ask(), await ask('unknown')], [200, 200, 401]);
    assert.deepEqual(fetched, [[JWKS_URL, 'manual']]);
    // A shared-secret token must never be checked against a public key.
    assert.equal((await harness.post('ticket', {}, 'ana')).status, 401);
  });

  for (const [fault, answer] of [
    ['too large', () => new Response(`{"keys":[]${' '.repeat(65_536)}}`)],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } })],
    ['not keys', () => new Response('<html>')],
  ] as const) {
    it(`are no reason to blame the user when the keys are ${fault}`, async (test) => {
      const harness = await Harness.start(test, { userTokens }, { fetch: () => Promise.resolve(answer()) });
      const { sign } = await signer(harness);
      const response = await harness.post('ticket', {}, undefined, { authorization: `Bearer ${await sign()}` });
      assert.deepEqual([response.status, ((await response.json()) as ErrorBody).error], [500, 'ERR_INTERNAL']);
    });
  }
});
