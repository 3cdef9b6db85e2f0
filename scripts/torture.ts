// `npm run torture -- [KILLS] [SEED]`: kills a syncing process with SIGKILL at random moments (200 unless told). After
// each, the database must pass SQLite's integrity_check and, synced to the end, hold what a clean run holds.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { finish, newFolder, type Finished } from '../electron/engine/crash-points.ts';
import { writeSample } from '../electron/services/sample/write.ts';

const CHILD = fileURLToPath(new URL('../electron/engine/crash-child.ts', import.meta.url));

export interface Torture {
  readonly kills: number;
  readonly seed: number;
  readonly locations: number;
  readonly days: number;
  readonly say: (line: string) => void;
}

/** Syncs in a child process; kills it so many milliseconds after it has begun. True where it was still at it. */
function syncAndKill(source: string, data: string, afterMs: number | undefined): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, source, data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let timer: NodeJS.Timeout | undefined;
    child.stdout.once('data', () => {
      if (afterMs !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(true);
      else if (code === 0) resolve(false);
      else reject(new Error(`the sync ended by itself with ${signal ?? `code ${code}`}`));
    });
  });
}

/** mulberry32: the same seed, the same moments. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Throws at the first database that is damaged or differs; the number of kills that hit a running sync. */
export async function torture(options: Torture): Promise<number> {
  const { kills, seed, locations, days, say } = options;
  const source = newFolder();
  const folders = [source];
  const folder = (): string => {
    const made = newFolder();
    folders.push(made);
    return made;
  };
  try {
    await writeSample({ locations, days, seed, out: source });
    const clean = await finish(source, folder());
    const started = performance.now();
    await syncAndKill(source, folder(), undefined);
    const length = performance.now() - started;
    const next = random(seed);
    let hits = 0;
    for (let i = 1; i <= kills; i++) {
      const data = folder();
      // Now and then the same sync is killed more than once before it may finish.
      const times = next() < 0.25 ? 3 : 1;
      for (let t = 0; t < times; t++)
        if (await syncAndKill(source, data, (next() * length) / times)) hits++;
      check(clean, await finish(source, data), `kill ${i} (seed ${seed})`);
      rmSync(data, { recursive: true, force: true });
      if (i % 10 === 0 || i === kills)
        say(
          `${i} of ${kills}: every database whole and equal to a clean run; ${hits} syncs killed`,
        );
    }
    return hits;
  } finally {
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  }
}

function check(clean: Finished, after: Finished, where: string): void {
  if (after.integrity !== 'ok') throw new Error(`${where}: ${after.integrity}`);
  if (after.hash !== clean.hash)
    throw new Error(`${where}: the database differs from that of a clean run`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kills = 200, seed = 1] = process.argv.slice(2).map(Number);
  if (!Number.isInteger(kills) || !Number.isInteger(seed) || kills < 1) {
    process.stderr.write('Usage: npm run torture -- [KILLS] [SEED]\n');
    process.exit(2);
  }
  await torture({
    kills,
    seed,
    locations: 60,
    days: 63,
    say: (line) => void process.stdout.write(`${line}\n`),
  });
}
