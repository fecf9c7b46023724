import { spawn } from 'node:child_process';

// A process of its own. Its stdin is a pipe from the process that owns a child; when that owner is gone, also by SIGKILL, the pipe closes
// and the child is ended. The owner sends one line first: {"pid": 123, "command": ["docker", "kill", "name"]}.

interface Charge {
  readonly pid?: number;
  readonly command?: readonly string[];
}

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => (text += chunk));
process.stdin.on('end', () => {
  end(JSON.parse(text) as Charge);
});
// A terminal sends Ctrl-C to the whole group; the guard must outlive the others.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

function end({ pid, command }: Charge): void {
  if (pid !== undefined) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
  const [name, ...args] = command ?? [];
  if (name) spawn(name, args, { stdio: 'ignore' }).on('error', () => undefined);
}
