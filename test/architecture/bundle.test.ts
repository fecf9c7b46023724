import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { nodesOf } from '../../scripts/lib/source-edits.mjs';

const folder = join(import.meta.dirname, '../../dist/cdn');
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const scripts = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.js'));
const CLASSIC = 'call-elements.classic.js';
const chunks = async (): Promise<string[]> => (await scripts()).filter((name) => name !== CLASSIC);

/** What a script imports, early or late. */
function addressesIn(code: string): string[] {
  return [...nodesOf(parseAst(code))]
    .filter(({ type }) => type === 'ImportExpression' || type === 'ImportDeclaration' || /^Export(All|Named)Declaration$/.test(type))
    .flatMap(({ source }) => (source as { value: string } | null)?.value ?? []);
}

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
    assert.deepEqual(Object.keys(integrity).sort(), (await scripts()).sort());
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

  it('is there in one file too, which loads nothing more', async () => {
    const classic = await read(CLASSIC);
    assert.ok(classic.startsWith('var CallElements=(function'), classic.slice(0, 80));
    assert.deepEqual(addressesIn(classic), []);
  });

  it('needs one request until the tags are there, and finds its parts beside itself', async () => {
    const { early, late } = JSON.parse(await read('loading.json')) as { early: string[]; late: string[] };
    assert.deepEqual(early, ['call-elements.js']);
    const files = [...early, ...late].map((name) => `./${name}`);
    for (const name of await chunks()) for (const address of addressesIn(await read(name))) assert.ok(files.includes(address), address);
  });

  it('has maps that lead to our sources, and names the licences of what is in it', async () => {
    for (const name of await scripts()) {
      assert.match(await read(name), new RegExp(`//# sourceMappingURL=${name}\\.map\\s*$`), name);
      const { sources, sourcesContent } = JSON.parse(await read(`${name}.map`)) as { sources: string[]; sourcesContent: unknown[] };
      assert.equal(sourcesContent.length, sources.length);
      if (name !== 'call-elements.js') continue;
      assert.ok(
        sources.some((source) => source.endsWith('packages/elements/src/call-button/call-button.ts')),
        sources.join(),
      );
    }
    const licenses = await read('licenses.txt');
    for (const name of ['lit-html 3', 'livekit-client 2', '@lit/reactive-element 2']) assert.ok(licenses.includes(name), name);
    assert.ok((await read('call-elements.js')).startsWith('/*! Call Elements, MIT'));
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
