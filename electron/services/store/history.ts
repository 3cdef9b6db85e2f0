import type { Day } from '../../../shared/domain/day.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { packColumn, unpackInto, unpackOne, type Width } from './packing.ts';

/**
 * The history of measures: the only door to the days before the newest. What is behind it may change (today one block
 * per day and measure over all offices); callers see days × offices of numbers, NaN where nothing is known.
 */
export interface HistoryWindow {
  readonly firstDay: Day;
  readonly days: number;
  /** Offices known to the store; ordinal `i` is `location.ord`. */
  readonly offices: number;
  /** Day-major: `values[(day − firstDay) × offices + ord]`; NaN = unknown or no row. A measure never delivered is absent. */
  readonly measures: ReadonlyMap<string, Float32Array>;
}

/** 1 where an office had a row on that day: tells a missing row from a row of unknowns. */
export const PRESENT = 'present';

/** Values of one measure on one day by ordinal; NaN = unknown. */
export type DayColumn = Float64Array;

/** Replaces a day: every measure not in `columns` is gone for that day. Call inside the publishing transaction. */
export function replaceDay(
  db: WritableDB,
  day: Day,
  columns: ReadonlyMap<string, DayColumn>,
): void {
  run(db, 'DELETE FROM history WHERE day = ?', day);
  for (const [name, values] of columns) {
    const packed = packColumn(values);
    if (!packed) continue;
    run(
      db,
      'INSERT INTO history (day, measure, width, data) VALUES (?, ?, ?, ?)',
      day,
      measureId(db, name),
      packed.width,
      packed.data,
    );
  }
}

export function historyDays(db: ReadableDB): readonly Day[] {
  return all<{ day: number }>(db, 'SELECT day FROM applied_run ORDER BY day').map((r) => r.day);
}

export function measureNames(db: ReadableDB): readonly string[] {
  return all<{ name: string }>(
    db,
    'SELECT name FROM measure WHERE name <> ? ORDER BY id',
    PRESENT,
  ).map((r) => r.name);
}

/** The whole book over a span of days, both ends inclusive. */
export function readWindow(
  db: ReadableDB,
  request: { readonly measures: readonly string[]; readonly from: Day; readonly to: Day },
): HistoryWindow {
  const offices = officeCount(db);
  const days = Math.max(0, request.to - request.from + 1);
  const measures = new Map<string, Float32Array>();
  for (const name of request.measures) {
    const id = knownMeasure(db, name);
    if (id === undefined) continue;
    const values = new Float32Array(days * offices).fill(Number.NaN);
    const blocks = all<Block>(
      db,
      'SELECT day, width, data FROM history WHERE measure = ? AND day BETWEEN ? AND ?',
      id,
      request.from,
      request.to,
    );
    for (const { day, width, data } of blocks) {
      unpackInto(values, (day - request.from) * offices, offices, width, data);
    }
    measures.set(name, values);
  }
  return { firstDay: request.from, days, offices, measures };
}

/** One office over a span of days: one array per measure, index = day − from. */
export function readOffice(
  db: ReadableDB,
  ord: number,
  request: { readonly measures: readonly string[]; readonly from: Day; readonly to: Day },
): ReadonlyMap<string, Float64Array> {
  const days = Math.max(0, request.to - request.from + 1);
  const measures = new Map<string, Float64Array>();
  for (const name of request.measures) {
    const id = knownMeasure(db, name);
    if (id === undefined) continue;
    const values = new Float64Array(days).fill(Number.NaN);
    const cells = all<Block>(
      db,
      `SELECT day, width, substr(data, ? * width + 1, width) AS data
       FROM history WHERE measure = ? AND day BETWEEN ? AND ?`,
      ord,
      id,
      request.from,
      request.to,
    );
    for (const { day, width, data } of cells) values[day - request.from] = unpackOne(width, data);
    measures.set(name, values);
  }
  return measures;
}

interface Block {
  readonly day: number;
  readonly width: Width;
  readonly data: Uint8Array;
}

function officeCount(db: ReadableDB): number {
  return (one<{ n: number }>(db, 'SELECT max(ord) + 1 AS n FROM location')?.n ?? 0) || 0;
}

function knownMeasure(db: ReadableDB, name: string): number | undefined {
  return one<{ id: number }>(db, 'SELECT id FROM measure WHERE name = ?', name)?.id;
}

function measureId(db: WritableDB, name: string): number {
  const known = knownMeasure(db, name);
  if (known !== undefined) return known;
  run(db, 'INSERT INTO measure (name) VALUES (?)', name);
  return knownMeasure(db, name) ?? 0;
}
