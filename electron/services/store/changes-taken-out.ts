import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { COMPANY_ATTRIBUTES } from './companies.ts';
import { measureNames, PRESENT, readWindow } from './history.ts';
import { LOCATION_ATTRIBUTES } from './locations.ts';

/** So many days taken back are kept as they were; one is a few megabytes. */
const KEPT = 3;

/** A day as it was when it was taken back. */
export interface TakenOut {
  readonly runId: string;
  readonly offices: readonly (readonly [companyId: string, locationId: string])[];
  /** Values in the order of `offices`; NaN = unknown. */
  readonly measures: ReadonlyMap<string, Float32Array>;
  readonly newest: NewestRows;
}

export type NewestRow = Readonly<Record<string, string | number | null>>;
/** Attributes of offices whose newest row is of one day, and of accounts (location `''`), by key. */
export type NewestRows = ReadonlyMap<string, NewestRow>;

export function readNewestRows(db: ReadableDB, day: Day): NewestRows {
  const offices = all<Record<string, string | number | null>>(
    db,
    `SELECT company_id, location_id, ${LOCATION_ATTRIBUTES.join(', ')} FROM location WHERE day = ?`,
    day,
  );
  const accounts = all<Record<string, string | number | null>>(
    db,
    `SELECT company_id, '' AS location_id, ${COMPANY_ATTRIBUTES.join(', ')} FROM company WHERE day = ?`,
    day,
  );
  return new Map(
    [...offices, ...accounts].map(({ company_id, location_id, ...row }) => [
      officeKeyOf(String(company_id), String(location_id)),
      row,
    ]),
  );
}

/** Keeps a day as it is, so that what comes in its place can be compared. Call before it is removed. */
export function keepTakenOut(db: WritableDB, day: Day, runId: string): void {
  const names = [PRESENT, ...measureNames(db)];
  const { measures } = readWindow(db, { measures: names, from: day, to: day });
  const marks = measures.get(PRESENT);
  const offices = all<{ ord: number; company_id: string; location_id: string }>(
    db,
    'SELECT ord, company_id, location_id FROM location ORDER BY ord',
  ).filter((o) => marks?.[o.ord] === 1);
  dropTakenOut(db, day);
  run(
    db,
    'INSERT INTO taken_out VALUES (?, ?, ?, ?)',
    day,
    runId,
    JSON.stringify(offices.map((o) => [o.company_id, o.location_id])),
    JSON.stringify([...readNewestRows(db, day)]),
  );
  for (const [name, values] of measures) {
    if (name === PRESENT) continue;
    const own = Float32Array.from(offices, (o) => values[o.ord] ?? Number.NaN);
    if (own.some((v) => !Number.isNaN(v)))
      run(
        db,
        'INSERT INTO taken_out_measure VALUES (?, ?, ?)',
        day,
        name,
        new Uint8Array(own.buffer),
      );
  }
  for (const { day: old } of all<{ day: Day }>(
    db,
    'SELECT day FROM taken_out WHERE day <> ? ORDER BY day DESC LIMIT -1 OFFSET ?',
    day,
    KEPT - 1,
  ))
    dropTakenOut(db, old);
}

export function readTakenOut(db: ReadableDB, day: Day): TakenOut | undefined {
  const head = one<{ run_id: string; offices: string; newest: string }>(
    db,
    'SELECT run_id, offices, newest FROM taken_out WHERE day = ?',
    day,
  );
  if (!head) return undefined;
  const rows = all<{ measure: string; data: Uint8Array }>(
    db,
    'SELECT measure, data FROM taken_out_measure WHERE day = ?',
    day,
  );
  return {
    runId: head.run_id,
    offices: JSON.parse(head.offices) as [string, string][],
    newest: new Map(JSON.parse(head.newest) as [string, NewestRow][]),
    measures: new Map(
      rows.map((r) => [r.measure, new Float32Array(new Uint8Array(r.data).buffer)]),
    ),
  };
}

export function dropTakenOut(db: WritableDB, day: Day): void {
  run(db, 'DELETE FROM taken_out WHERE day = ?', day);
  run(db, 'DELETE FROM taken_out_measure WHERE day = ?', day);
}
