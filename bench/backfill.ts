import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeBook } from './lib/book.ts';
import { inOwnProcess, overIdle, type Measured } from './lib/memory.ts';
import { removeDatabase } from './lib/peers.ts';
import type { BenchOptions, BenchResult } from './lib/result.ts';
import { median, takeTurns } from './lib/rounds.ts';

/** A new laptop: a hundred days at once, each contender in a process of its own. */
export async function backfill({ rounds, quick, folder }: BenchOptions): Promise<BenchResult> {
  const offices = quick ? 300 : 13_000;
  const days = quick ? 10 : 100;
  const book = await writeBook(path.join(folder, 'book'), offices, days);
  const files = book.files();
  const data = path.join(folder, 'data');
  const database = path.join(folder, 'duck.db');
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  const { medians } = await takeTurns(
    Math.max(1, Math.floor(rounds / 3)),
    {
      atrium: async () => {
        rmSync(data, { recursive: true, force: true });
        const measured = await inOwnProcess('lib/ingest.ts', 'ingest', {
          folder: book.folder,
          data,
        });
        ours.push(measured);
        return measured.ms;
      },
      duck: async () => {
        removeDatabase(database);
        const measured = await inOwnProcess('lib/ingest.ts', 'duck', {
          files,
          database,
          threads: 2,
        });
        theirs.push(measured);
        return Number(measured.said);
      },
    },
    false,
  );
  const [atrium = Number.NaN, duck = Number.NaN] = [medians.get('atrium'), medians.get('duck')];
  const memory = (measured: readonly Measured[]): number => median(measured.map(overIdle));
  const megabytes = (file: string): number => statSync(file).size / 1e6;
  return {
    name: 'backfill',
    title: `${days} days of ${offices.toLocaleString('en-US')} offices at once`,
    about:
      'A whole sync of the folder into an empty database, newest day first: every day listed, verified, read, checked ' +
      'and published in a transaction of its own; scores left out. DuckDB gets all files in one statement. Each runs in ' +
      'a process of its own; memory is the most that was resident over the idle process.',
    figures: [
      { label: 'Atrium', value: atrium / 1000, unit: 's' },
      { label: 'DuckDB, 2 threads', value: duck / 1000, unit: 's' },
      { label: 'against DuckDB, 2 threads', value: atrium / duck, unit: '×', atMost: 0.8 },
      { label: 'Atrium, memory over idle', value: memory(ours), unit: 'MB', atMost: 200 },
      { label: 'DuckDB, memory over idle', value: memory(theirs), unit: 'MB' },
      { label: 'Atrium, database', value: megabytes(path.join(data, 'facts.db')), unit: 'MB' },
      { label: 'DuckDB, database', value: megabytes(database), unit: 'MB' },
    ],
  };
}
