import { statSync } from 'node:fs';
import path from 'node:path';
import { gatherBook } from '../electron/services/scores/gather.ts';
import { run, transaction } from '../electron/services/sqlite/db.ts';
import { compactSlice } from '../electron/services/store/history-compact.ts';
import { readOffices, readWindow, replaceDay } from '../electron/services/store/history.ts';
import { DEFAULT_SETTINGS } from '../shared/scoring/settings.ts';
import { writeBook } from './lib/book.ts';
import { longHistory, type LongHistory } from './lib/long-history.ts';
import { duckImport } from './lib/peers.ts';
import type { BenchOptions, BenchResult } from './lib/result.ts';
import { median, takeTurns, timed } from './lib/rounds.ts';
import { wideTable } from './lib/wide-table.ts';

const MEASURES = [
  'visitors',
  'invites',
  'deliveries',
  'employee_check_ins',
  'desk_bookings',
  'room_bookings',
  'active_hosts',
  'active_hosts_28d',
  'admin_logins',
  'devices_online',
  'tickets_open',
  'csat',
];
/** Days of the peers' tables; their files are scaled from these. */
const PEER_DAYS = 4;

/** The history of 400 days: its size beside plain tables, what a day writes, and what the screens and scores read. */
export async function history({ rounds, quick, folder }: BenchOptions): Promise<BenchResult> {
  const offices = quick ? 1024 : 13_000;
  const days = quick ? 64 : 400;
  const long = await longHistory(folder, offices);
  const { db, newest } = long;
  const file = path.join(folder, 'data', 'facts.db');
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('wal_checkpoint(TRUNCATE)');
  const empty = statSync(file).size;
  const written: number[] = [];
  const bytes: number[] = [];
  let packing = 0;
  for (let day = newest - days + 1; day <= newest; day++) {
    written.push(await writeDay(long, day));
    bytes.push(statSync(`${file}-wal`).size);
    packing += await timed(() => {
      while (!compactSlice(db, 1000));
    });
    db.pragma('wal_checkpoint(TRUNCATE)');
  }
  const restated = await writeDay(long, newest - days + 40);
  const repacked = await timed(() => {
    while (!compactSlice(db, 1000, { everything: true }));
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  const size = statSync(file).size - empty;

  const book = await writeBook(path.join(folder, 'peers'), offices, PEER_DAYS);
  const wide = await wideTable(book.files(), path.join(folder, 'wide.db'));
  const duckFile = path.join(folder, 'duck.db');
  await duckImport(book.files(), duckFile, 2);
  const scale = days / PEER_DAYS / 1e6;
  const plain = wide * scale;
  const duck = statSync(duckFile).size * scale;

  let ord = 0;
  const next = (n: number): number => (ord = (ord + 977) % (offices - n));
  const from = (n: number) => ({ measures: MEASURES, from: newest - n + 1, to: newest });
  const reads: Readonly<Record<string, () => unknown>> = {
    office: () => readOffices(db, [next(1)], from(days)),
    account: () => {
      const first = next(50);
      return readOffices(
        db,
        Array.from({ length: 50 }, (_, i) => first + i),
        from(90),
      );
    },
    book: () => readWindow(db, from(84)),
    scoring: () => gatherBook(db, newest, DEFAULT_SETTINGS),
  };
  const { medians, first } = await takeTurns(
    rounds,
    Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, () => timed(read)])),
  );
  db.close();
  const ms = (label: string, name: string, atMost?: number) => ({
    label,
    value: medians.get(name) ?? Number.NaN,
    unit: 'ms' as const,
    ...(atMost === undefined ? {} : { atMost }),
    note: `first ${(first.get(name) ?? Number.NaN).toFixed(1)} ms`,
  });
  return {
    name: 'history',
    title: `The history of ${offices.toLocaleString('en-US')} offices over ${days} days`,
    about:
      `Every measure, attribute, file and record of each day, appended day by day and packed as it goes. The peers hold ${PEER_DAYS} days ` +
      'of the same columns (clocks included, which Atrium keeps no history of) and their files are scaled to as many days. Reads are of 12 measures, warm; the ' +
      'first call stands beside each.',
    figures: [
      { label: 'history in the database', value: size / 1e6, unit: 'MB' },
      { label: 'plain wide table', value: plain, unit: 'MB' },
      { label: 'DuckDB table', value: duck, unit: 'MB' },
      { label: 'against the plain table', value: size / 1e6 / plain, unit: '×', atMost: 1 / 8 },
      { label: 'against DuckDB', value: size / 1e6 / duck, unit: '×', atMost: 1 },
      { label: 'a day: write', value: median(written), unit: 'ms' },
      { label: 'a day: written', value: (2 * median(bytes)) / 1e6, unit: 'MB', atMost: 3 },
      { label: 'packing, per day', value: packing / days, unit: 'ms' },
      { label: 'a day restated in the middle: write', value: restated, unit: 'ms' },
      { label: 'a day restated in the middle: pack again', value: repacked, unit: 'ms' },
      ms('one office, all days', 'office', 10),
      ms('an account of 50 offices, 90 days', 'account', 15),
      ms('the whole book, 28 days against 56', 'book', 250),
      ms('all that scores are computed from', 'scoring'),
    ],
  };
}

/** Milliseconds of the write alone. */
function writeDay({ db, columnsOn }: LongHistory, day: number): Promise<number> {
  const columns = columnsOn(day);
  return timed(() =>
    transaction(db, () => {
      replaceDay(db, day, columns);
      run(
        db,
        `INSERT OR IGNORE INTO applied_run (day, run_id, fingerprint, rows, rejected, verified, source, published_at, version)
         VALUES (?, 'r', 'f', 1, 0, 1, 's', 't', 1)`,
        day,
      );
    }),
  );
}
