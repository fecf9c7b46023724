// Budgets in brotli. The baseline of the whole call is made here, in the same run, so that it measures us and not the engine's authors.
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import bundling from './rollup.config.mjs';

const BUNDLE = 'dist/cdn';
const FOLDER = 'dist/size';
const DEFINE = resolve('packages/elements/dist/define');

/** Everything that livekit-client exports, as a page without us would load it. Bytes. */
async function engineBaseline() {
  const { outputFiles } = await build({
    stdin: { contents: "export * from 'livekit-client';", resolveDir: 'packages/core' },
    ...{ bundle: true, minify: true, format: 'esm', target: 'es2022', legalComments: 'none', write: false, logLevel: 'error' },
  });
  return brotliCompressSync(outputFiles[0].contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** One module that takes the client and the button. */
const clientAndButton = {
  name: 'client-and-button',
  resolveId: (id) => (id === 'client-and-button' ? id : null),
  load: (id) => (id === 'client-and-button' ? ['client', 'button'].map((tag) => `import '${DEFINE}/call-${tag}.js';`).join('') : null),
};

/** What a page loads that takes only the client and the button, made like the bundle; without what those import late. */
async function buttonFiles() {
  rmSync(FOLDER, { recursive: true, force: true });
  const plugins = [clientAndButton, ...bundling.plugins];
  const bundle = await rollup({ ...bundling, plugins, input: 'client-and-button', external: [/livekit/] });
  const { output } = await bundle.write({ ...bundling.output, dir: FOLDER, sourcemap: false });
  const { early } = JSON.parse(output.find((file) => file.fileName === 'loading.json').source);
  return early.map((name) => join(FOLDER, name));
}

const { early, late } = JSON.parse(readFileSync(join(BUNDLE, 'loading.json'), 'utf8'));
const bundled = (names) => names.map((name) => join(BUNDLE, name));
const baseline = await engineBaseline();

export default [
  { name: 'all four tags, ready to ring', path: bundled(early), limit: '16 kB' },
  { name: 'a usable <call-button>', path: await buttonFiles(), limit: '10 kB' },
  {
    name: 'everything that a call loads (1.10 × livekit-client alone)',
    path: bundled([...early, ...late]),
    limit: `${Math.floor(baseline * 1.1)} B`,
  },
];
