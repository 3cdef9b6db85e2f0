import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findDeliveries, type Delivery } from '../electron/services/extract/deliveries.ts';
import { openLocalSource } from '../electron/services/extract/folder-source.ts';
import type { Source } from '../electron/services/extract/source.ts';
import { openFacts } from '../electron/services/store/facts-db.ts';
import { readKnown } from '../electron/services/sync/known.ts';
import { NEWEST, writeBook, type Book } from './lib/book.ts';
import { bringDayIn, type Parts } from './lib/bring-day-in.ts';
import { duckImport, hasSqliteCli, rowsImport, sqliteCliImport } from './lib/peers.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { median, takeTurns, type Contender } from './lib/rounds.ts';

/** The night's delivery onto a database that knows the day before, beside what others need for the same files. */
export async function day(options: BenchOptions): Promise<BenchResult> {
  const { rounds, quick, folder } = options;
  const small = await compare(folder, 'offices', quick ? 1000 : 13_000, rounds, true);
  const large = await compare(folder, 'many', quick ? 3000 : 100_000, Math.ceil(rounds / 2), false);
  return {
    name: 'day',
    title: 'One day, from its files to the database',
    about:
      'A day of the sample book (108 columns, CSV, gzip, verbose manifest, control totals) onto a database that holds ' +
      'the day before: listed, checked against the manifest, read with bad rows set aside, checked, published in one ' +
      'transaction. Counted are history, accounts, changed attributes and the ledger; refreshing the plain rows of the ' +
      'newest day, measured as a transaction of its own and taken off, stands beside it. Peers read the same files into ' +
      'a new table, and check nothing.' +
      (hasSqliteCli() ? '' : ' There was no sqlite3 on this machine: its rows are missing.'),
    figures: [...small, ...large],
  };
}

async function compare(
  folder: string,
  name: string,
  offices: number,
  rounds: number,
  withRows: boolean,
): Promise<Figure[]> {
  const book = await writeBook(path.join(folder, name), offices, 2);
  const start = await databaseOf(book, path.join(folder, `${name}-start`));
  const files = book.files(NEWEST);
  const parts: Parts[] = [];
  const peer = (kind: string): string => path.join(folder, `${name}-${kind}`);
  const cli = withRows && hasSqliteCli();
  const { medians, first } = await takeTurns(rounds, {
    atrium: async () => {
      const took = await oneDay(start, path.join(folder, `${name}-data`));
      parts.push(took);
      return took.read + took.check + took.publish;
    },
    ...(cli ? { sqlite: () => sqliteCliImport(files, peer('cli.db')) } : {}),
    ...(withRows ? { duck1: (): Promise<number> => duckImport(files, peer('duck.db'), 1) } : {}),
    duck2: () => duckImport(files, peer('duck.db'), 2),
    ...(withRows ? { rows: (): Promise<number> => rowsImport(files, peer('rows.db')) } : {}),
  } satisfies Record<string, Contender>);

  const rowsText = `${offices.toLocaleString('en-US')} rows`;
  const ours = medians.get('atrium') ?? Number.NaN;
  const part = (of: (p: Parts) => number): number => median(parts.slice(1).map(of));
  const ms = (label: string, value: number | undefined): Figure[] =>
    value === undefined ? [] : [{ label: `${rowsText}: ${label}`, value, unit: 'ms' }];
  const ratio = (label: string, theirs: number | undefined): Figure[] =>
    theirs === undefined
      ? []
      : [{ label: `${rowsText}: against ${label}`, value: ours / theirs, unit: '×', atMost: 0.7 }];
  return [
    ...ms('Atrium, read + check + publish', ours),
    ...ms(
      'of it, list, verify and read',
      part((p) => p.read),
    ),
    ...ms(
      'of it, check',
      part((p) => p.check),
    ),
    ...ms(
      'of it, publish',
      part((p) => p.publish),
    ),
    ...ms(
      'beside it, refresh the newest rows',
      part((p) => p.refresh),
    ),
    ...ms('Atrium, the first time in a process', first.get('atrium')),
    ...ms('sqlite3 .import', medians.get('sqlite')),
    ...ms('DuckDB, 1 thread', medians.get('duck1')),
    ...ms('DuckDB, 2 threads', medians.get('duck2')),
    ...ms('csv-parse and better-sqlite3 rows', medians.get('rows')),
    ...ratio('sqlite3 .import', medians.get('sqlite')),
    ...ratio('DuckDB, 1 thread', medians.get('duck1')),
    ...ratio('DuckDB, 2 threads', medians.get('duck2')),
  ];
}

interface Start {
  readonly source: Source;
  /** The newest day's, still to come. */
  readonly delivery: Delivery;
  readonly data: string;
}

/** A database that holds the day before, to be copied for each round. */
async function databaseOf(book: Book, data: string): Promise<Start> {
  const source = await openLocalSource(book.folder);
  const [delivery, before] = findDeliveries(await source.list());
  if (!delivery || !before) throw new Error('the sample book has two days');
  const db = openFacts(data);
  await bringDayIn(db, readKnown(db), source, before, false);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return { source, delivery, data };
}

async function oneDay({ source, delivery, data }: Start, copy: string): Promise<Parts> {
  rmSync(copy, { recursive: true, force: true });
  cpSync(data, copy, { recursive: true });
  const db = openFacts(copy);
  const known = readKnown(db);
  const parts = await bringDayIn(db, known, source, delivery);
  db.close();
  return parts;
}
