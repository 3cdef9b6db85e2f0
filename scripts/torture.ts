// `npm run torture -- [KILLS] [SEED] [DAYS]`: kills with SIGKILL at random moments (200 times unless told) a process that
// syncs a book of so many days (63: past the sixtieth, scores are written in between) from a folder, one that syncs from
// S3, or the S3 server it syncs from. After each, the database must pass SQLite's integrity_check and, synced to the end,
// hold what a clean run holds.
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { finish, newFolder, type Finished } from '../electron/engine/crash-points.ts';
import { writeSample } from '../electron/services/sample/write.ts';
import { machine, random } from './testing/random.ts';
import { KEYS, startStore, type Store } from './testing/store.ts';

const CHILD = fileURLToPath(new URL('../electron/engine/crash-child.ts', import.meta.url));
const ADDRESS = 's3://csm/nightly/';

export interface Torture {
  readonly kills: number;
  readonly seed: number;
  readonly locations: number;
  readonly days: number;
  readonly say: (line: string) => void;
}

/** How many processes were hit at their work. */
export interface Hits {
  syncs: number;
  stores: number;
}

interface Place {
  readonly source: string;
  readonly endpoint?: string;
}

/** `refused`: it ended with a problem in words, as where its store was killed. */
type Ended = 'killed' | 'done' | 'refused';

/** Syncs in a child process; `meanwhile` begins when it does. */
function sync(
  { source, endpoint }: Place,
  data: string,
  meanwhile: (child: ChildProcess) => Promise<void> = () => Promise.resolve(),
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, source, data], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...KEYS,
        ...(endpoint === undefined ? {} : { S3_ENDPOINT: endpoint }),
      },
    });
    let said = '';
    let doing = Promise.resolve();
    child.stderr.on('data', (text) => (said += String(text)));
    child.stdout.once('data', () => void (doing = meanwhile(child)));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const ended =
        signal === 'SIGKILL' ? 'killed' : code === 0 ? 'done' : code === 75 ? 'refused' : undefined;
      if (ended) void doing.then(() => resolve(ended), reject);
      else reject(new Error(`the sync ended by itself with ${signal ?? `code ${code}`}: ${said}`));
    });
  });
}

/** Throws at the first database that is damaged or differs. */
export async function torture(options: Torture): Promise<Hits> {
  const { kills, seed, locations, days, say } = options;
  const book = newFolder();
  const folders = [book];
  const folder = (): string => {
    const made = newFolder();
    folders.push(made);
    return made;
  };
  let store: Store | undefined;
  try {
    await writeSample({ locations, days, seed, out: book, address: ADDRESS });
    const clean = await finish(book, folder());
    store = await startStore(book);
    const local: Place = { source: book };
    const remote: Place = { source: ADDRESS, endpoint: store.url };
    const length = { local: await timed(local, folder()), remote: await timed(remote, folder()) };
    const next = random(seed);
    const hits: Hits = { syncs: 0, stores: 0 };

    const killSync = async (place: Place, data: string): Promise<void> => {
      const long = place === local ? length.local : length.remote;
      // Now and then the same sync is killed more than once before it may finish.
      const times = next() < 0.25 ? 3 : 1;
      for (let t = 0; t < times; t++) {
        const after = (next() * long) / times;
        const ended = await sync(place, data, async (child) => {
          await wait(after);
          child.kill('SIGKILL');
        });
        if (ended === 'killed') hits.syncs++;
      }
    };
    const killStore = async (data: string): Promise<void> => {
      const [after, pause] = [next() * length.remote, next() * 400];
      let over = false;
      const ended = await sync(remote, data, async (child) => {
        child.once('exit', () => (over = true));
        await wait(after);
        if (!over) hits.stores++;
        await store?.restart(pause);
      });
      // What a store that died ended in a problem goes on when it is back.
      if (ended === 'refused' && (await sync(remote, data)) !== 'done')
        throw new Error(`the sync did not go on when its store was back (seed ${seed})`);
    };

    for (let i = 1; i <= kills; i++) {
      const data = folder();
      if (i % 3 === 0) await killStore(data);
      else await killSync(i % 3 === 1 ? local : remote, data);
      check(clean, await finish(book, data), `kill ${i} (seed ${seed})`);
      rmSync(data, { recursive: true, force: true });
      if (i % 10 === 0 || i === kills)
        say(
          `${i} of ${kills}: every database whole and equal to a clean run; ` +
            `hit at work: ${hits.syncs} syncs, ${hits.stores} stores`,
        );
    }
    return hits;
  } finally {
    store?.end();
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  }
}

/** How long a whole sync takes, in milliseconds, once it has begun. */
async function timed(place: Place, data: string): Promise<number> {
  let begun = 0;
  const ended = await sync(place, data, async () => void (begun = performance.now()));
  if (ended !== 'done') throw new Error(`an undisturbed sync of ${place.source} did not end well`);
  return performance.now() - begun;
}

function check(clean: Finished, after: Finished, where: string): void {
  if (after.integrity !== 'ok') throw new Error(`${where}: ${after.integrity}`);
  if (after.hash !== clean.hash)
    throw new Error(`${where}: the database differs from that of a clean run`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kills = 200, seed = 1, days = 63] = process.argv.slice(2).map(Number);
  if (![kills, seed, days].every((n) => Number.isInteger(n) && n > 0)) {
    process.stderr.write('Usage: npm run torture -- [KILLS] [SEED] [DAYS]\n');
    process.exit(2);
  }
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const started = performance.now();
  const hits = await torture({ kills, seed, locations: 60, days, say });
  say(
    `${machine()}; seed ${seed}, ${days} days; ${kills} kills in ${Math.round((performance.now() - started) / 1000)} s; ` +
      `${hits.syncs} syncs and ${hits.stores} S3 servers killed at work; 0 databases damaged, 0 different.`,
  );
}
