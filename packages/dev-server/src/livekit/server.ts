import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { guard } from '../guarded.js';
import { eachLine } from '../run.js';
import { StackError } from '../stack-error.js';
import { newSettings, serverConfig, type ServerSettings } from './config.js';
import { dockerImage, type ExternalServer, type ServerProgram } from './find.js';

const START_MS = 30_000;
const POLL_MS = 50;
/** After two polite signals. */
const PATIENCE_MS = 1_000;
const LAST_LINES = 20;
/** Another program may take a port between our look and the server's start. */
const TRIES = 3;

/** A media server in use. */
export interface LivekitServer {
  /** `ws:` or `wss:` address. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Undefined for a server that was not started here. */
  readonly pid: number | undefined;
  /** Ends it like a crash: at once, without a word to anybody. */
  kill(): Promise<void>;
  /** Starts it again, after `kill`, with the same ports and secrets. */
  restart(): Promise<void>;
  /** Ends it, also in the middle of a call. */
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Gets each line of its log, without tokens. */
  readonly onLog?: ((line: string) => void) | undefined;
  /** Called when it ends though nobody asked for it. */
  readonly onDied?: ((error: StackError) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Brings up the media server on free ports of the loopback address.
 * @throws {StackError} `ERR_MEDIA_SERVER_DIED` with its last words
 */
export async function startServer(source: ExternalServer | ServerProgram, options: ServerOptions = {}): Promise<LivekitServer> {
  if (source.kind === 'external') return externalHandle(source);
  for (let attempt = 1; ; attempt += 1) {
    const settings = await newSettings();
    try {
      const first = await launch(source, settings, options);
      return handle(source, settings, options, first);
    } catch (error) {
      const taken = error instanceof StackError && error.message.includes('address already in use');
      if (!taken || attempt === TRIES) throw error;
    }
  }
}

function externalHandle({ url, apiKey, apiSecret }: ExternalServer): LivekitServer {
  const refuse = (): Promise<never> =>
    Promise.reject(new StackError('ERR_MEDIA_SERVER_SETTINGS', 'This media server was not started here.'));
  return { url, apiKey, apiSecret, pid: undefined, kill: refuse, restart: refuse, close: () => Promise.resolve() };
}

function handle(source: ServerProgram, settings: ServerSettings, options: ServerOptions, first: Running): LivekitServer {
  let running = first;
  return {
    url: `ws://127.0.0.1:${String(settings.httpPort)}`,
    apiKey: settings.apiKey,
    apiSecret: settings.apiSecret,
    get pid() {
      return running.child.pid;
    },
    kill: () => running.end('SIGKILL'),
    async restart() {
      running = await launch(source, settings, options);
    },
    close: () => running.end('SIGTERM'),
  };
}

interface Running {
  readonly child: ChildProcess;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

async function launch(source: ServerProgram, settings: ServerSettings, options: ServerOptions): Promise<Running> {
  const container = `call-elements-${randomUUID()}`;
  const args =
    source.kind === 'docker' ? ['run', '--rm', '--name', container, '--network', 'host', '--env', 'LIVEKIT_CONFIG', dockerImage()] : [];
  // Not in our process group: Ctrl-C reaches us, and we end it in our order.
  const detached = process.platform !== 'win32';
  const child = spawn(source.command, args, {
    env: { ...process.env, LIVEKIT_CONFIG: serverConfig(settings) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached,
  });
  const removal = source.kind === 'docker' ? [source.command, 'kill', container] : undefined;
  guard(child, removal);
  const last: string[] = [];
  const keep = (line: string): void => {
    const clean = withoutSecrets(line, settings.apiSecret);
    last.push(clean);
    if (last.length > LAST_LINES) last.shift();
    options.onLog?.(clean);
  };
  eachLine(child.stdout, keep);
  eachLine(child.stderr, keep);
  const state = { asked: false, ready: false };
  const gone = watchEnd(child, last, state, options);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    state.asked = true;
    await endChild(child, signal, removal);
  };
  try {
    await Promise.race([answers(settings.httpPort, child, options.signal), gone]);
    state.ready = true;
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return { child, end };
}

/** Rejects when the server ends, or cannot start, though nobody asked for it. */
function watchEnd(
  child: ChildProcess,
  last: readonly string[],
  state: { readonly asked: boolean; readonly ready: boolean },
  options: ServerOptions,
): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const fail = (what: string, cause?: Error): void => {
    if (state.asked) return;
    const error = new StackError('ERR_MEDIA_SERVER_DIED', [`The media server ${what}. Its last words:`, ...last].join('\n  '), { cause });
    reject(error);
    if (state.ready) options.onDied?.(error);
  };
  child.on('error', (error) => {
    fail(`could not be started (${error.message})`, error);
  });
  child.on('close', (code, signal) => {
    fail(`ended by itself (${signal ?? String(code)})`);
  });
  promise.catch(() => undefined);
  return promise;
}

async function answers(port: number, child: ChildProcess, signal?: AbortSignal): Promise<void> {
  const deadline = AbortSignal.any([AbortSignal.timeout(START_MS), ...(signal ? [signal] : [])]);
  while (child.exitCode === null && child.signalCode === null) {
    signal?.throwIfAborted();
    if (deadline.aborted)
      throw new StackError('ERR_MEDIA_SERVER_DIED', `The media server did not answer within ${String(START_MS / 1000)} s.`);
    const response = await fetch(`http://127.0.0.1:${String(port)}/`, { signal: deadline }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    await pause(POLL_MS);
  }
}

/** The first SIGTERM makes the server wait for the last person to leave; the second ends it. */
async function endChild(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL', removal?: readonly string[]): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  const [program, ...args] = removal ?? [];
  if (program) spawn(program, args, { stdio: 'ignore' }).on('error', () => undefined);
  child.kill(signal);
  if (signal === 'SIGTERM') {
    await Promise.race([closed, pause(POLL_MS, undefined, { ref: false })]);
    child.kill('SIGTERM');
    await Promise.race([closed, pause(PATIENCE_MS, undefined, { ref: false })]);
    child.kill('SIGKILL');
  }
  await closed;
}

/** The server repeats refused tokens in its log. */
const withoutSecrets = (line: string, secret: string): string =>
  line.replaceAll(secret, '<secret>').replace(/eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '<token>');
