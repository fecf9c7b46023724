import { join, relative } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../../..');

/**
 * What a host app's own build makes of our npm packages and its own code, by name.
 * @param code the host app's entry
 */
export async function npmBuild(code = "import '@call-elements/elements/define';"): Promise<readonly (readonly [string, Buffer])[]> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, 'test'), sourcefile: 'host.js' },
    entryNames: 'host',
    outdir: join(root, 'dist/host'),
    ...{ bundle: true, splitting: true, minify: true, format: 'esm', target: 'es2022', write: false, logLevel: 'error' },
    conditions: ['production'],
  });
  return outputFiles.map(({ path, contents }) => [relative(join(root, 'dist/host'), path), Buffer.from(contents)] as const);
}
