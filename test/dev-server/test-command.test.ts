import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { judge } from '../../scripts/lib/parts.mjs';

const root = join(import.meta.dirname, '../..');

describe('npm test', () => {
  it('takes the figures of a part that went well', () => {
    assert.deepEqual(judge(0, { passed: 3, failed: 0, off: 0 }), { passed: 3, failed: 0 });
    assert.deepEqual(judge(1, { passed: 3, failed: 2, off: 0 }), { passed: 3, failed: 2 });
  });

  it('counts a part that ran nothing, crashed or broke off as failed', () => {
    assert.deepEqual(judge(0, { passed: 0, failed: 0, off: 0 }), { passed: 0, failed: 1 });
    assert.deepEqual(judge(1, undefined), { passed: 0, failed: 1 });
    assert.deepEqual(judge(null, undefined), { passed: 0, failed: 1 });
    assert.deepEqual(judge(7, { passed: 3, failed: 0, off: 0 }), { passed: 3, failed: 1 });
  });

  it('counts a test that is switched off as failed: nothing is skipped silently', () => {
    assert.deepEqual(judge(0, { passed: 3, failed: 0, off: 2 }), { passed: 3, failed: 2 });
  });

  it('leaves a part out only by a name that it knows', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/test.mjs'), '--without', 'safari'], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /No part is called safari\. The parts are: check, unit, elements, e2e, firefox, qt\./);
    assert.equal(stdout, '0 passed, 1 failed\n');
  });
});
