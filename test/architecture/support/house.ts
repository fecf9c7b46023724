import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const CRUISER = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const PACKAGES = ['protocol', 'core', 'elements', 'service', 'dev-server'];
const LIBRARIES = ['lit', 'livekit-client', 'jose', 'tslib'];

/** A small copy of the house that keeps the rules: each package with its doors, and the libraries as empty shells. */
const SOUND: Readonly<Record<string, string>> = {
  'packages/protocol/src/index.ts': 'export const word = 1;',
  'packages/core/src/index.ts':
    "import { word } from '@call-elements/protocol';\nexport const load = () => import('./livekit/room.js');\nexport { word };",
  'packages/core/src/testing/index.ts': "export { word } from '../index.js';",
  'packages/core/src/livekit/room.ts': "import { Room } from 'livekit-client';\nexport const room = Room;",
  'packages/elements/src/index.ts': "export { Tag } from './tag.js';",
  'packages/elements/src/tag.ts':
    "import { html } from 'lit';\nimport { load } from '@call-elements/core';\nexport const Tag = [html, load];",
  'packages/elements/src/internal/register.ts': 'export const register = 1;',
  'packages/elements/src/define/tag.ts':
    "import { register } from '../internal/register.js';\nimport { Tag } from '../tag.js';\nexport const defined = [register, Tag];",
  'packages/service/src/index.ts':
    "import { word } from '@call-elements/protocol';\nimport { sign } from 'jose';\nexport const service = [word, sign];",
  'packages/dev-server/src/index.ts': "export { service } from '@call-elements/service';",
  'stories/tag.stories.ts':
    "import { Tag } from '@call-elements/elements';\nimport { word } from '@call-elements/core/testing';\nexport const story = [Tag, word];",
  'test/helper.ts': 'export const helper = 1;',
};

/** Names of the rules that the small house breaks once `planted` files stand in it. */
export async function brokenRules(test: TestContext, planted: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const house = await mkdtemp(join(tmpdir(), 'call-elements-house-'));
  test.after(() => rm(house, { recursive: true, force: true }));
  await Promise.all(['.dependency-cruiser.cjs', 'tsconfig.base.json'].map((file) => cp(join(root, file), join(house, file))));
  for (const [path, text] of Object.entries({ ...SOUND, ...planted })) await write(join(house, path), text);
  for (const name of PACKAGES) await furnish(house, name);
  for (const name of LIBRARIES) await makeLibrary(house, name);
  const sources = PACKAGES.map((name) => `packages/${name}/src`);
  const { stdout, stderr } = spawnSync(process.execPath, [CRUISER, ...sources, 'stories', '-T', 'json'], {
    cwd: house,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

/** A package's manifest with its doors, and the link by which the others import it. */
async function furnish(house: string, name: string): Promise<void> {
  const home = join(house, 'packages', name);
  const doors = {
    '.': './dist/index.js',
    './testing': './dist/testing/index.js',
    './define/*': './dist/define/*.js',
    './hidden': './dist/hidden.js',
  };
  await write(join(home, 'package.json'), JSON.stringify({ name: `@call-elements/${name}`, type: 'module', exports: doors }));
  for (const file of ['index', 'testing/index', 'hidden']) await write(join(home, 'dist', `${file}.js`), 'export {};');
  await mkdir(join(house, 'node_modules/@call-elements'), { recursive: true });
  await symlink(home, join(house, 'node_modules/@call-elements', name), 'junction');
}

async function makeLibrary(house: string, name: string): Promise<void> {
  await write(join(house, 'node_modules', name, 'package.json'), JSON.stringify({ name, type: 'module', exports: './dist/index.js' }));
  await write(join(house, 'node_modules', name, 'dist/index.js'), 'export {};');
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${text}\n`);
}
