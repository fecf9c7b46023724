import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite, type Rolldown } from 'vite';
import webpack from 'webpack';

/** What a host app's own build makes of our packages and its own code: text by file name. The entry is `host.js`. */
export type Built = ReadonlyMap<string, string>;

const root = join(import.meta.dirname, '../../..');
const entry = join(import.meta.dirname, '../host/main.js');

/** esbuild, with other code than the usual host's if that is wanted. */
export async function buildWithEsbuild(code?: string): Promise<Built> {
  const outdir = join(root, 'dist/host');
  const { outputFiles, warnings } = await esbuild({
    ...(code === undefined
      ? { entryPoints: [entry] }
      : { stdin: { contents: code, resolveDir: join(root, 'test'), sourcefile: 'host.js' } }),
    ...{
      entryNames: 'host',
      outdir,
      bundle: true,
      splitting: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      logLevel: 'error',
    },
    conditions: ['production'],
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return new Map(outputFiles.map(({ path, text }) => [relative(outdir, path), text]));
}

/** Vite, as it comes. */
export async function buildWithVite(): Promise<Built> {
  const result = (await vite({
    configFile: false,
    root: join(entry, '..'),
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: entry, output: { entryFileNames: 'host.js' } }, chunkSizeWarningLimit: 10_000 },
  })) as Rolldown.RolldownOutput;
  return new Map(result.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])));
}

/** webpack, as it comes, and with Trusted Types, which its own loader of chunks needs on a strict page. */
export async function buildWithWebpack(): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'call-elements-webpack-'));
  try {
    await packed({ path: folder, filename: 'host.js', publicPath: 'auto', trustedTypes: true });
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
    return new Map(scripts.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function packed(output: NonNullable<webpack.Configuration['output']>): Promise<void> {
  const compiler = webpack({ mode: 'production', entry, output, performance: false });
  const { promise, resolve, reject } = Promise.withResolvers<webpack.Stats | undefined>();
  compiler.run((error, stats) => {
    if (error) reject(error);
    else resolve(stats);
  });
  const { errors = [], warnings = [] } = (await promise)?.toJson({ errors: true, warnings: true }) ?? {};
  const complaints = [...errors, ...warnings].map(({ message }) => message);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}
