import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { buildWithEsbuild, buildWithVite, buildWithWebpack, type Built } from './support/builders.ts';

const run = promisify(execFile);
const node = (code: string): Promise<{ stdout: string; stderr: string }> =>
  run(process.execPath, ['--input-type=module', '--eval', code], { cwd: import.meta.dirname });

const BUILDERS = { esbuild: buildWithEsbuild, Vite: buildWithVite, webpack: buildWithWebpack } as const;
const holding = (built: Built, text: RegExp): string[] => [...built].flatMap(([name, code]) => (text.test(code) ? [name] : []));

describe('the npm packages', () => {
  for (const [name, build] of Object.entries(BUILDERS)) {
    it(`work in ${name}: the engine comes late, Lit is there once`, async () => {
      const built = await build();
      assert.ok(built.size >= 3, [...built.keys()].join());
      const entry = built.get('host.js') ?? '';
      assert.ok(entry.length > 0 && entry.length < 150_000, `${String(entry.length)} characters at once`);
      assert.deepEqual(holding(built, /new RTCPeerConnection\b/).includes('host.js'), false);
      assert.equal(holding(built, /new RTCPeerConnection\b/).length, 1);
      assert.equal(holding(built, /createPolicy\(["'`]lit-html["'`]/).length, 1);
      assert.equal(holding(built, /customElements/).length > 0, true);
    });
  }

  it('are imported in plain Node, where there is no page, and nothing happens', async () => {
    const names = ['protocol', 'core', 'core/testing', 'elements', 'elements/define', 'elements/define/call-button'];
    const { stdout, stderr } = await node(`
      // What these two add to Node is theirs.
      await Promise.all([import('tslib'), import('lit')]);
      const before = Object.getOwnPropertyNames(globalThis);
      const modules = await Promise.all(${JSON.stringify(names)}.map((name) => import('@call-elements/' + name)));
      const { CallButton, CallClient, CallView, FriendCallList } = modules[3];
      const tags = [CallButton, CallClient, CallView, FriendCallList].map((tag) => typeof tag).join();
      const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
      console.log(JSON.stringify({ tags, added, document: typeof document, handles: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout') }));
    `);
    assert.deepEqual(JSON.parse(stdout), { tags: 'function,function,function,function', added: [], document: 'undefined', handles: [] });
    assert.equal(stderr, '');
  });

  it('let through no file that is not for the public', async () => {
    for (const path of ['core/dist/livekit/index.js', 'elements/dist/internal/register.js', 'elements/internal/register.js']) {
      await assert.rejects(node(`await import('@call-elements/${path}')`), /ERR_PACKAGE_PATH_NOT_EXPORTED/, path);
    }
  });
});
