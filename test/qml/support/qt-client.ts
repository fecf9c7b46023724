import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guard } from '@call-elements/dev-server';
import { findQml, headless } from '../../../scripts/qt.mjs';
import { ControlServer } from './control-server.ts';

const HOST = fileURLToPath(new URL('host.qml', import.meta.url));
/** No test takes as long: a view that hangs is ended by the clock. Milliseconds. */
const LIFETIME_MS = 120_000;
const WAIT_MS = 20_000;
/** Not `--use-fake-ui-for-media-stream`: it grants by itself, past the host's answer. */
const CHROMIUM_FLAGS = '--use-fake-device-for-media-stream --mute-audio';

/** The properties of a CallView. */
export interface CallViewState {
  readonly phase: string;
  readonly muted: boolean;
  readonly connection: string;
  readonly ready: boolean;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** A line of host.qml. */
interface Told {
  readonly state?: CallViewState;
  readonly failed?: Failure;
  readonly answer?: { readonly id: number; readonly value?: unknown; readonly error?: string };
  readonly broken?: string;
  readonly loaded?: string;
  readonly asked?: boolean;
}

/** The addresses that a CallView is given. */
export interface CallViewOptions {
  readonly serviceUrl: string;
  readonly mediaUrl: string;
  readonly bundleUrl: string;
  readonly bundleIntegrity?: string;
  readonly startMuted?: boolean;
}

/** A Qt application with a CallView in it, by what its QML sees and does. */
export class QtClient {
  readonly failures: Failure[] = [];
  readonly #child: ChildProcess;
  readonly #control: ControlServer;
  readonly #watchers = new Set<() => void>();
  readonly #answers = new Map<number, NonNullable<Told['answer']>>();
  readonly #titles: string[] = [];
  #output = '';
  #asked = 0;
  #state: CallViewState | undefined;
  #broken: string | undefined;
  #lastId = 0;

  constructor(child: ChildProcess, control: ControlServer) {
    this.#child = child;
    this.#control = control;
    let rest = '';
    const read = (text: string): void => {
      this.#output += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#hear(line);
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('exit', (code, signal) => {
      control.close();
      this.#broken ??= `qml ended (${String(signal ?? code)})`;
      this.#wake();
    });
  }

  /** Starts the application; `session` stands for its login. */
  static async start(options: CallViewOptions, session: () => Promise<string>, variables: NodeJS.ProcessEnv = {}): Promise<QtClient> {
    const folder = await mkdtemp(join(tmpdir(), 'call-elements-qt-'));
    const control = await ControlServer.start(options, session);
    const env = { ...process.env, ...headless(), XDG_RUNTIME_DIR: folder, QTWEBENGINE_CHROMIUM_FLAGS: CHROMIUM_FLAGS, ...variables };
    const child = spawn(findQml(), [HOST, '--', '--control', control.url], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIFETIME_MS,
      killSignal: 'SIGKILL',
    });
    guard(child);
    child.once('close', () => void rm(folder, { recursive: true, force: true }));
    return new QtClient(child, control);
  }

  /** All that the process printed so far. */
  get output(): string {
    return this.#output;
  }

  /** How often the page was given the user's token, or was about to be. */
  get timesAsked(): number {
    return this.#asked;
  }

  /** Resolves once the properties are so. */
  async sees(wanted: Partial<CallViewState>): Promise<void> {
    const keys = Object.keys(wanted) as (keyof CallViewState)[];
    await this.#until(`to see ${JSON.stringify(wanted)}`, () => keys.every((key) => this.#state?.[key] === wanted[key]) || undefined);
  }

  /** Resolves with the first failure of this code. */
  fails(code: string): Promise<Failure> {
    return this.#until(`for ${code}`, () => this.failures.find((failure) => failure.code === code));
  }

  /** Resolves once the process printed this. */
  async prints(words: string): Promise<void> {
    await this.#until(`for the words "${words}"`, () => this.#output.includes(words) || undefined);
  }

  /** Resolves once a page of this title was loaded. */
  async loads(title: string): Promise<void> {
    await this.#until(`for the page "${title}"`, () => this.#titles.includes(title) || undefined);
  }

  /** Runs a line of QML's JavaScript in the host app; `callView` is the view. */
  async run(code: string): Promise<unknown> {
    const id = (this.#lastId += 1);
    this.#control.order({ id, code });
    const answer = await this.#until(`for the answer to ${code}`, () => this.#answers.get(id));
    if (answer.error !== undefined) throw new Error(`${code}: ${answer.error}`);
    return answer.value;
  }

  /** Runs an expression in the page, which may be a promise. */
  async inPage(expression: string): Promise<unknown> {
    const id = (this.#lastId += 1);
    const report = (what: string): string => `console.info('@@' + JSON.stringify({ answer: { id: ${String(id)}, ${what} } }))`;
    const code = `Promise.resolve().then(() => (${expression})).then((value) => ${report('value')}, (error) => ${report('error: String(error)')})`;
    await this.run(`callView.view.runJavaScript(${JSON.stringify(code)})`);
    const answer = await this.#until(`for the page: ${expression}`, () => this.#answers.get(id));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  }

  /** Ends the process, also one that hangs. */
  async close(): Promise<void> {
    this.#control.close();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await gone;
  }

  #hear(line: string): void {
    const [, text] = /@@(\{.*\})/.exec(line) ?? [];
    if (text !== undefined) {
      const told = JSON.parse(text) as Told;
      if (told.state) this.#state = told.state;
      if (told.asked) this.#asked += 1;
      if (told.loaded !== undefined) this.#titles.push(told.loaded);
      if (told.failed) this.failures.push(told.failed);
      if (told.answer) this.#answers.set(told.answer.id, told.answer);
      if (told.broken !== undefined) this.#broken = told.broken;
    }
    this.#wake();
  }

  #wake(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #until<T>(what: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(watcher);
      };
      const fail = (why: string): void => {
        end();
        reject(new Error(`The Qt client waited ${what}: ${why}. It saw ${JSON.stringify(this.#state)} and printed:\n${this.#output}`));
      };
      const watcher = (): void => {
        const found = look();
        if (found === undefined && this.#broken === undefined) return;
        if (found === undefined) {
          fail(this.#broken ?? '');
          return;
        }
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        fail('in vain');
      }, WAIT_MS);
      this.#watchers.add(watcher);
      watcher();
    });
  }
}
