import { statSync } from 'node:fs';
import path from 'node:path';
import { gatherBook } from '../../electron/services/scores/gather.ts';
import { run, transaction } from '../../electron/services/sqlite/db.ts';
import { compactSlice } from '../../electron/services/store/history-compact.ts';
import { readOffices, readWindow, writeDay } from '../../electron/services/store/history.ts';
import { DEFAULT_SETTINGS } from '../../shared/scoring/settings.ts';
import { longHistory, type LongHistory } from './long-history.ts';
import { median, takeTurns, timed } from './rounds.ts';

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

export interface FilledHistory extends LongHistory {
  readonly offices: number;
  readonly days: number;
  /** Megabytes of the history in the database, and what a day puts into it: into the journal, and from there. */
  readonly size: number;
  readonly written: number;
  /** Milliseconds: a day's write, packing per day, and the same for a day in the middle that comes again. */
  readonly write: number;
  readonly packing: number;
  readonly restated: number;
  readonly repacked: number;
}

/** A store with so many days, appended day by day and packed as they go. */
export async function fillHistory(
  folder: string,
  offices: number,
  days: number,
): Promise<FilledHistory> {
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
    written.push(await appendDay(long, day));
    bytes.push(statSync(`${file}-wal`).size);
    packing += await timed(() => {
      while (!compactSlice(db, 1000));
    });
    db.pragma('wal_checkpoint(TRUNCATE)');
  }
  const restated = await appendDay(long, newest - days + 40);
  const repacked = await timed(() => {
    while (!compactSlice(db, 1000, { everything: true }));
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  return {
    ...long,
    offices,
    days,
    size: (statSync(file).size - empty) / 1e6,
    written: (2 * median(bytes)) / 1e6,
    write: median(written),
    packing: packing / days,
    restated,
    repacked,
  };
}

/** Milliseconds of the write alone. */
function appendDay({ db, deliveredOn }: LongHistory, day: number): Promise<number> {
  const delivered = deliveredOn(day);
  return timed(() =>
    transaction(db, () => {
      writeDay(db, day, delivered);
      run(
        db,
        `INSERT OR IGNORE INTO applied_run (day, run_id, fingerprint, rows, rejected, verified, source, published_at, version)
         VALUES (?, 'r', 'f', 1, 0, 1, 's', 't', 1)`,
        day,
      );
    }),
  );
}

export interface Reads {
  /** Milliseconds; the first call beside the warm median. */
  readonly office: Read;
  readonly account: Read;
  readonly book: Read;
  readonly scoring: Read;
}

export interface Read {
  readonly ms: number;
  readonly first: number;
}

/** What the screens and the scores read, of 12 measures. */
export async function timeReads(history: FilledHistory, rounds: number): Promise<Reads> {
  const { db, newest, days, offices } = history;
  let ord = 0;
  const next = (n: number): number => (ord = (ord + 977) % (offices - n));
  const from = (n: number) => ({ measures: MEASURES, from: newest - n + 1, to: newest });
  const { medians, first } = await takeTurns(rounds, {
    office: () => timed(() => readOffices(db, [next(1)], from(days))),
    account: () => {
      const start = next(50);
      const ords = Array.from({ length: 50 }, (_, i) => start + i);
      return timed(() => readOffices(db, ords, from(90)));
    },
    book: () => timed(() => readWindow(db, from(84))),
    scoring: () => timed(() => gatherBook(db, newest, DEFAULT_SETTINGS)),
  });
  const of = (name: string): Read => ({
    ms: medians.get(name) ?? Number.NaN,
    first: first.get(name) ?? Number.NaN,
  });
  return {
    office: of('office'),
    account: of('account'),
    book: of('book'),
    scoring: of('scoring'),
  };
}
