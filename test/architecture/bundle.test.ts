import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const folder = join(import.meta.dirname, '../../dist/cdn');
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const chunks = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.js'));

describe('the bundle', () => {
  it('loads the engine and the screens of a call late', async () => {
    const { early, late } = JSON.parse(await read('loading.json')) as { early: string[]; late: string[] };
    assert.deepEqual([...early, ...late].sort(), (await chunks()).sort());
    for (const part of ['engine', 'view'])
      assert.ok(
        late.some((name) => name.startsWith(`call-${part}-`)),
        part,
      );
    for (const name of early) assert.doesNotMatch(await read(name), /RTCPeerConnection/, name);
  });

  it('names a Trusted Types policy of its own', async () => {
    const all = (await Promise.all((await chunks()).map(read))).join('\n');
    assert.deepEqual(
      [...all.matchAll(/createPolicy\(["'`]([\w-]+)/g)].map(([, name]) => name),
      ['call-elements-lit'],
    );
  });

  it('has the integrity that it states', async () => {
    const integrity = JSON.parse(await read('integrity.json')) as Record<string, string>;
    assert.deepEqual(Object.keys(integrity).sort(), (await chunks()).sort());
    for (const [name, value] of Object.entries(integrity)) {
      assert.equal(
        value,
        `sha384-${createHash('sha384')
          .update(await read(name))
          .digest('base64')}`,
        name,
      );
    }
  });

  it('closes the shapes of its icons, or the next one would not be drawn', async () => {
    for (const name of await chunks())
      assert.doesNotMatch(await read(name), /<(path|rect|circle)\b[^<>`]*[^/<>`]><(path|rect|circle|g|\/svg)/, name);
  });

  it('asks for nothing that Chromium 102 lacks in its styles', async () => {
    for (const name of await chunks()) assert.doesNotMatch(await read(name), /@media[^{`]*[<>]=?[^{`]*\{/, name);
  });

  it('leaves webrtc-adapter and the chatter of the engine out', async () => {
    const name = (await chunks()).find((chunk) => chunk.startsWith('call-engine-')) ?? '';
    const engine = await read(name);
    assert.doesNotMatch(engine, /adapter\.js shimming|stopping track/);
    assert.match(engine, /could not establish pc connection/);
  });
});
