import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file below `folder` as a response; undefined when there is none, or when `name` leads out of the folder. */
export async function fileResponse(folder: string, name: string): Promise<Response | undefined> {
  const type = TYPES[extname(name)];
  const path = join(folder, name);
  if (!type || !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return undefined;
  try {
    const body = await readFile(path);
    return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' } });
  } catch {
    return undefined;
  }
}
