import { formatDay, parseDay, type Day } from '../../../shared/domain/day.ts';
import { all, snapshot, type ReadableDB } from '../sqlite/db.ts';
import { OFFICES } from './history-block.ts';
import { historyDays, measureNames, PRESENT, readOffices } from './history.ts';

/**
 * Gives a connection the table function `history_rows(first_ds, last_ds, only_measure)`: a row for each office, day and
 * measure, NULL where a row was delivered and the measure unknown. What is left out, or '', means all
 * (SQLite finds no row for a NULL there). While SQLite runs
 * a function, its connection can run nothing else, so the rows come from a connection of their own.
 */
export function withHistoryRows(db: ReadableDB, open: () => ReadableDB): ReadableDB {
  db.table('history_rows', {
    columns: ['company_id', 'location_id', 'ds', 'measure', 'value'],
    parameters: ['first_ds', 'last_ds', 'only_measure'],
    *rows(...asked: unknown[]) {
      const twin = open();
      try {
        yield* rowsOf(twin, asked.map(textOrNull));
      } finally {
        twin.close();
      }
    },
  });
  return db;
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

type Row = [company: string, location: string, ds: string, measure: string, value: number | null];

function* rowsOf(
  db: ReadableDB,
  [first = null, last = null, only = null]: readonly (string | null)[],
): Generator<Row> {
  const days = historyDays(db);
  const from = Math.max(dayOf(first) ?? 0, days[0] ?? 0);
  const to = Math.min(dayOf(last) ?? Infinity, days.at(-1) ?? -1);
  const names = only === null ? measureNames(db) : [only];
  const offices = all<{ ord: number; company_id: string; location_id: string }>(
    db,
    'SELECT ord, company_id, location_id FROM location ORDER BY ord',
  );
  const span = to - from + 1;
  if (span <= 0) return;
  for (let at = 0; at < offices.length; at += OFFICES) {
    const some = offices.slice(at, at + OFFICES);
    const request = { measures: [PRESENT, ...names], from, to };
    const found = snapshot(db, () =>
      readOffices(
        db,
        some.map((o) => o.ord),
        request,
      ),
    );
    const present = found.get(PRESENT);
    for (const [i, office] of some.entries())
      for (let d = 0; d < span; d++) {
        if (present?.[i * span + d] !== 1) continue;
        for (const name of names) {
          const value = found.get(name)?.[i * span + d] ?? Number.NaN;
          const known = Number.isNaN(value) ? null : value;
          yield [office.company_id, office.location_id, formatDay(from + d), name, known];
        }
      }
  }
}

function dayOf(ds: string | null): Day | undefined {
  if (ds === null) return undefined;
  const day = parseDay(ds);
  if (day === undefined) throw new TypeError(`${ds} is not a day like 2026-11-20`);
  return day;
}
