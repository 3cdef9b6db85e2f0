import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TEST_KEYS } from '../../electron/services/extract/s3/testing/s3-server.ts';

const CHILD = fileURLToPath(new URL('store-child.ts', import.meta.url));
const [[id, secret] = ['', '']] = Object.entries(TEST_KEYS);

/** For a process that is to use the store: its keys, and nobody's own profile. */
export const KEYS = {
  AWS_ACCESS_KEY_ID: id,
  AWS_SECRET_ACCESS_KEY: secret,
  HOME: tmpdir(),
} as const;

/** An S3 server in a process of its own. */
export interface Store {
  readonly url: string;
  /** Kills it with SIGKILL, waits, and starts it again with the same objects at the same address. */
  restart(pauseMs: number): Promise<void>;
  end(): void;
}

/** Serves a folder as `s3://csm/nightly/`. */
export async function startStore(folder: string): Promise<Store> {
  let child: ChildProcess;
  async function start(port: string): Promise<string> {
    const started = spawn(process.execPath, [CHILD, folder, port], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    const [said] = await once(started.stdout, 'data');
    return String(said).trim();
  }
  const url = await start('0');
  return {
    url,
    async restart(pauseMs) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await wait(pauseMs);
      await start(new URL(url).port);
    },
    end: () => void child.kill('SIGKILL'),
  };
}
