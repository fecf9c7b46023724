import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { guard } from '@call-elements/dev-server';
import { findQml, headless } from '../../scripts/qt.mjs';
import { startTestStack, type TestStack } from '../e2e/stack.ts';

const HOST = fileURLToPath(new URL('support/bare.qml', import.meta.url));

interface Line {
  readonly phase?: string;
  readonly code?: string;
  readonly words?: string;
}

describe('a Qt host that never answers a permission', { timeout: 90_000 }, () => {
  let stack: TestStack;
  let qml: ChildProcess;

  before(async () => {
    stack = await startTestStack();
  });
  after(async () => {
    const ended = once(qml, 'exit');
    qml.kill('SIGKILL');
    await ended;
    await stack.close();
  });

  it('is named as the reason after fifteen seconds, and nobody was rung', async () => {
    const env = { ...process.env, ...headless(), QTWEBENGINE_CHROMIUM_FLAGS: '--use-fake-device-for-media-stream --mute-audio' };
    qml = spawn(findQml(), [HOST, '--', '--page', `${stack.url}/?user=ana`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    guard(qml);
    assert.ok(qml.stderr);
    const phases = new Set<string>();
    let last: Line = {};
    for await (const text of createInterface({ input: qml.stderr })) {
      const json = /@@(\{.*\})/.exec(text)?.[1];
      if (json === undefined) continue;
      last = JSON.parse(json) as Line;
      if (last.phase !== undefined) phases.add(last.phase);
      if (last.phase === 'ended') break;
    }
    assert.equal(last.code, 'ERR_MEDIA_TIMEOUT');
    assert.deepEqual([...phases], ['preparing', 'ended']);
    assert.match(last.words ?? '', /Nobody answered the question/);
  });
});
