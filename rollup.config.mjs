// The bundle for pages without a build step: dist/cdn/call-elements.js, with the engine (and whatever the tags import late) in chunks of their own.
// scripts/build.mjs joins them again for pages that cannot load modules.
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { bundleFacts } from './scripts/lib/bundle-facts.mjs';
import { leanEngine } from './scripts/lib/lean-engine.mjs';
import { leanLit } from './scripts/lib/lean-lit.mjs';

/** The oldest browsers (Qt WebEngine 6.4 is Chromium 102). */
const TARGET = ['chrome102', 'firefox115', 'safari16.4'];
/** The same for styles, as Lightning CSS writes versions: nothing newer may come out of its shortening. */
const STYLE_TARGETS = { chrome: 102 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) };
/** Shapes of an SVG close themselves; without the slash the next one would lie inside the first, and not be drawn. */
const SHAPES = { keepClosingSlash: true };

const NOTICE = '/*! Call Elements, MIT; parts by others: licenses.txt */';

/** Maps lead to the TypeScript sources, not to what tsc made of them. */
const sourceMaps = {
  name: 'source-maps',
  async load(id) {
    if (!id.includes('/packages/') || !id.endsWith('.js')) return null;
    const [code, map] = await Promise.all([readFile(id, 'utf8'), readFile(`${id}.map`, 'utf8')]);
    return { code: code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: JSON.parse(map) };
  },
};

/** tsc writes "css `…`" with a space. */
const minifyTemplates = {
  name: 'minify-templates',
  async transform(code, id) {
    if (!id.includes('/packages/') || !/\b(html|css|svg)\s*`/.test(code)) return null;
    return minifyHTMLLiterals(code, { fileName: id, html: SHAPES, css: { minify: true, targets: STYLE_TARGETS } });
  },
};

/** Module by module: lowering a whole chunk would leak esbuild's helpers. */
const lower = {
  name: 'lower',
  async transform(code, id) {
    const { code: lowered, map } = await transform(code, { target: TARGET, format: 'esm', sourcemap: true, sourcefile: id });
    return { code: lowered, map };
  },
};

/** A chunk is called after its folder: engine, view; what several share is called so. */
function chunkName({ facadeModuleId }) {
  if (!facadeModuleId) return 'shared';
  const folder = basename(dirname(facadeModuleId));
  return folder === 'livekit' ? 'engine' : folder;
}

export default {
  input: { 'call-elements': 'packages/elements/dist/cdn/index.js' },
  // What the entry shares with the late parts stays in it: one request until the tags are there.
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    nodeResolve({
      browser: true,
      exportConditions: ['production', 'browser'],
      dedupe: ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'livekit-client'],
    }),
    sourceMaps,
    leanEngine(),
    leanLit(),
    minifyTemplates,
    lower,
    terser({ ecma: 2020, module: true, compress: { passes: 2 }, format: { comments: /^!/ } }),
    bundleFacts(),
  ],
  output: {
    dir: 'dist/cdn',
    format: 'es',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `call-${chunkName(chunk)}-[hash].js`,
    hoistTransitiveImports: false,
    banner: (chunk) => (chunk.isEntry || chunk.name === 'index' ? NOTICE : ''),
  },
  onwarn(warning, warn) {
    // A bundle that leaves something out is broken, whatever rollup calls it.
    if (warning.code === 'UNRESOLVED_IMPORT' || warning.code === 'MISSING_EXPORT') throw new Error(warning.message);
    if (warning.code === 'THIS_IS_UNDEFINED' || warning.code === 'CIRCULAR_DEPENDENCY') return;
    warn(warning);
  },
};
