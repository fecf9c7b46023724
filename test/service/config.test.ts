import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createService, parseFriends, readEnvironment, type ServiceConfig } from '@call-elements/service';
import { API_SECRET, AUDIENCE, FRIENDS, ISSUER, ROOM_SECRET, USER_SECRET } from './support/harness.ts';

const good: ServiceConfig = {
  livekit: { url: 'ws://media.example', apiKey: 'key', apiSecret: API_SECRET },
  userTokens: { secret: USER_SECRET, algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE },
  origins: ['http://127.0.0.1:3000'],
  roomSecret: ROOM_SECRET,
};
const SHORT = 'only-31-bytes-only-31-bytes-onl';

describe('createService', () => {
  it('starts with a good configuration, and ends twice without complaint', async () => {
    const service = createService(good);
    await service.close();
    await service.close();
  });

  const bad: Record<string, ServiceConfig> = {
    'a short API secret': { ...good, livekit: { ...good.livekit, apiSecret: SHORT } },
    'no API key': { ...good, livekit: { ...good.livekit, apiKey: '' } },
    'a strange media address': { ...good, livekit: { ...good.livekit, url: 'file:///x' } },
    'a short room secret': { ...good, roomSecret: SHORT },
    'a short user secret': { ...good, userTokens: { ...good.userTokens, secret: SHORT } },
    'a secret and a key set': { ...good, userTokens: { ...good.userTokens, jwksUrl: 'https://host.example/keys' } },
    'neither secret nor key set': { ...good, userTokens: { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE } },
    'no algorithm': { ...good, userTokens: { ...good.userTokens, algorithms: [] } },
    'an algorithm of the other family': { ...good, userTokens: { ...good.userTokens, algorithms: ['RS256'] } },
    'no issuer': { ...good, userTokens: { ...good.userTokens, issuer: '' } },
    'keys over http': {
      ...good,
      userTokens: { jwksUrl: 'http://host.example/keys', algorithms: ['RS256'], issuer: ISSUER, audience: AUDIENCE },
    },
    'an origin with a path': { ...good, origins: ['https://app.example/'] },
    'any origin': { ...good, origins: ['*'] },
    'an endless ring': { ...good, ringLifetimeMaxMs: 120_001 },
    'a friends file that is not there': { ...good, friendsFile: '/nowhere/friends.json' },
  };
  for (const [name, config] of Object.entries(bad)) {
    it(`refuses ${name}, and quotes no secret`, () => {
      assert.throws(
        () => createService(config),
        (error: Error & { code?: string }) => error.code === 'ERR_CONFIG' && !error.message.includes(SHORT),
      );
    });
  }
});

describe('readEnvironment', () => {
  const env = {
    LIVEKIT_URL: 'ws://127.0.0.1:7880',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: API_SECRET,
    CALLS_USER_TOKEN_SECRET: USER_SECRET,
    CALLS_USER_TOKEN_ISSUER: ISSUER,
    CALLS_USER_TOKEN_AUDIENCE: AUDIENCE,
    CALLS_ROOM_SECRET: ROOM_SECRET,
    CALLS_ORIGINS: 'https://a.example, https://b.example',
  };

  it('reads what is set and leaves the rest to the defaults', () => {
    assert.deepEqual(readEnvironment(env), {
      host: '127.0.0.1',
      port: 3001,
      service: {
        livekit: { url: 'ws://127.0.0.1:7880', apiKey: 'key', apiSecret: API_SECRET },
        userTokens: { secret: USER_SECRET, algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE },
        origins: ['https://a.example', 'https://b.example'],
        roomSecret: ROOM_SECRET,
      },
    });
  });

  it('names what is missing or wrong', () => {
    for (const name of ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET', 'CALLS_ROOM_SECRET', 'CALLS_USER_TOKEN_ISSUER']) {
      assert.throws(() => readEnvironment({ ...env, [name]: '' }), { code: 'ERR_CONFIG', message: `${name} is not set` });
    }
    assert.throws(() => readEnvironment({ ...env, CALLS_PORT: '80a' }), /CALLS_PORT/);
  });
});

describe('parseFriends', () => {
  it('knows friends both ways, and nobody else', async () => {
    const friends = parseFriends(FRIENDS);
    const names = async (user: string): Promise<string[]> => (await friends.friendsOf(user)).map((friend) => friend.name);
    assert.deepEqual(await Promise.all(['ana', 'bo', 'dara', 'nobody'].map(names)), [['Bo', 'Chen'], ['Ana', 'Chen', 'Dara'], ['Bo'], []]);
    assert.equal(await friends.person('nobody'), undefined);
  });

  for (const source of [
    '',
    '[]',
    '{"users":[]}',
    '{"users":[{"name":"x"}],"friends":[]}',
    '{"users":[{"id":"a"}],"friends":[["a","b"]]}',
    '{"users":[{"id":"a"}],"friends":[["a","a"]]}',
    '{"users":[{"id":"a"}],"friends":["a"]}',
  ]) {
    it(`refuses ${source || 'an empty file'}`, () => {
      assert.throws(() => parseFriends(source), { code: 'ERR_CONFIG' });
    });
  }
});
