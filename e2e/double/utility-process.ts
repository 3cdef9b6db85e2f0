import { type ChildProcess, fork as forkChild } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';

export interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly stdio?: 'inherit' | 'ignore' | 'pipe';
  readonly serviceName?: string;
}

const BOOTSTRAP = new URL('utility-bootstrap.ts', import.meta.url).href;

/**
 * Utility processes as real child processes: they crash, hang and can be killed, and this process hears of it only
 * what Electron's main process would.
 */
export class UtilityProcess extends EventEmitter {
  pid: number | undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    super();
    this.#child = child;
    this.pid = child.pid;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    child.on('spawn', () => this.emit('spawn'));
    child.on('message', (message) => this.emit('message', message));
    child.on('error', (error) => this.emit('error', 'FatalError', String(error), error.stack));
    child.on('exit', (code, signal) => {
      this.pid = undefined;
      this.emit('exit', code ?? (signal ? constants.signals[signal] : 1));
    });
  }
  postMessage(message: object, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the Electron double transfers no ports');
    // A child that is just ending may close the pipe under the message; Electron drops such messages too.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
  kill(): boolean {
    return this.#child.kill();
  }
}

/** The utility processes of one launch. */
export class Utilities {
  readonly #alive = new Set<ChildProcess>();

  fork(file: string, args: readonly string[], options: ForkOptions): UtilityProcess {
    const stdio = options.stdio ?? 'inherit';
    const child = forkChild(file, args, {
      execPath: process.execPath,
      execArgv: ['--import', BOOTSTRAP, ...(options.execArgv ?? [])],
      // The serializer of structured cloning: typed arrays arrive as typed arrays.
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
      env: options.env ?? process.env,
    });
    this.#alive.add(child);
    child.on('exit', () => this.#alive.delete(child));
    return new UtilityProcess(child);
  }
  pids(): number[] {
    return [...this.#alive].flatMap((child) => child.pid ?? []);
  }
  async killAll(): Promise<void> {
    await Promise.all([...this.#alive].map(kill));
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = Promise.withResolvers<void>();
  child.once('exit', () => gone.resolve());
  child.kill('SIGKILL');
  await gone.promise;
}
