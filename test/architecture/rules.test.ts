import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { brokenRules } from './support/house.ts';

/** One violation of each rule, planted in a house that keeps them all. */
const PLANTED: readonly { rule: string; what: string; files: Readonly<Record<string, string>> }[] = [
  {
    rule: 'no-cycles',
    what: 'two files that need each other',
    files: {
      'packages/service/src/a.ts': "import { b } from './b.js';\nexport const a = () => b;",
      'packages/service/src/b.ts': "import { a } from './a.js';\nexport const b = () => a;",
    },
  },
  {
    rule: 'protocol-is-a-leaf',
    what: 'a library in protocol',
    files: { 'packages/protocol/src/x.ts': "import { x } from 'jose';\nexport { x };" },
  },
  {
    rule: 'protocol-is-a-leaf',
    what: 'Node in protocol',
    files: { 'packages/protocol/src/x.ts': "import { x } from 'node:fs';\nexport { x };" },
  },
  { rule: 'core-draws-nothing', what: 'Lit in core', files: { 'packages/core/src/x.ts': "import { html } from 'lit';\nexport { html };" } },
  {
    rule: 'core-draws-nothing',
    what: 'a tag in core',
    files: { 'packages/core/src/x.ts': "import { Tag } from '@call-elements/elements';\nexport { Tag };" },
  },
  {
    rule: 'livekit-in-one-folder',
    what: 'livekit-client elsewhere in core',
    files: { 'packages/core/src/x.ts': "import { Room } from 'livekit-client';\nexport { Room };" },
  },
  {
    rule: 'livekit-in-one-folder',
    what: 'a type of livekit-client in a tag',
    files: { 'packages/elements/src/x.ts': "import type { Room } from 'livekit-client';\nexport type X = Room;" },
  },
  {
    rule: 'livekit-behind-one-import',
    what: 'the engine imported early',
    files: { 'packages/core/src/x.ts': "import { room } from './livekit/room.js';\nexport { room };" },
  },
  {
    rule: 'elements-use-the-doors-of-core',
    what: 'a tag behind the doors of core',
    files: { 'packages/elements/src/x.ts': "import { x } from '@call-elements/core/hidden';\nexport { x };" },
  },
  {
    rule: 'elements-know-no-service',
    what: 'the service in a tag',
    files: { 'packages/elements/src/x.ts': "import { service } from '@call-elements/service';\nexport { service };" },
  },
  {
    rule: 'service-stands-alone',
    what: 'core in the service',
    files: { 'packages/service/src/x.ts': "import type { word } from '@call-elements/core';\nexport type X = typeof word;" },
  },
  {
    rule: 'only-define-defines',
    what: 'a class file that registers',
    files: { 'packages/elements/src/x.ts': "import './define/tag.js';" },
  },
  {
    rule: 'nothing-shipped-reaches-tests',
    what: 'a helper of the tests in core',
    files: { 'packages/core/src/x.ts': "export { helper } from '../../../test/helper.js';" },
  },
];

describe('the rules of the house', () => {
  it('let a sound house stand', async (test) => {
    assert.deepEqual(await brokenRules(test), []);
  });

  for (const { rule, what, files } of PLANTED) {
    it(`${rule}: see ${what}`, async (test) => {
      assert.deepEqual(await brokenRules(test, files), [rule]);
    });
  }

  it('only define/ may define a tag', async () => {
    const eslint = new ESLint({ cwd: join(import.meta.dirname, '../..') });
    const text = "customElements.define('x-tag', HTMLElement);\n";
    const rulesOf = async (filePath: string): Promise<string[]> => {
      const [result] = await eslint.lintText(text, { filePath });
      return result?.messages.map((message) => message.ruleId ?? message.message) ?? [];
    };
    assert.ok((await rulesOf('packages/elements/src/index.ts')).includes('no-restricted-syntax'));
    assert.ok(!(await rulesOf('packages/elements/src/define/index.ts')).includes('no-restricted-syntax'));
  });
});
