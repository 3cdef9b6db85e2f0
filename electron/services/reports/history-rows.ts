import { refuse } from '../../../shared/contracts/problem.ts';
import { columnOf, type ColumnType } from '../../../shared/domain/company-facts.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import {
  historyDays,
  measureNames,
  PRESENT,
  readOffices,
  SOURCE_FILE,
  SOURCE_RECORD,
} from '../store/history.ts';
import { findOffice } from '../store/offices.ts';

/** Rows put together at a time: a few tens of megabytes. */
const ROWS_AT_ONCE = 50_000;

export interface HistorySelection {
  readonly companyId?: string | undefined;
  readonly locationId?: string | undefined;
  /** Both ends inclusive; open where undefined. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

export interface HistoryColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** Values of a column; days as day numbers, booleans as 0 and 1. */
export type HistoryValues = (string | number | null)[];

export interface HistoryPart {
  readonly rows: number;
  /** In the order of the columns. */
  readonly values: readonly HistoryValues[];
  readonly officesDone: number;
  readonly offices: number;
}

const KEYS: readonly HistoryColumn[] = [
  { name: 'ds', type: 'date' },
  { name: 'company_id', type: 'id' },
  { name: 'location_id', type: 'id' },
];
const SOURCE: readonly HistoryColumn[] = [
  { name: 'source_run', type: 'text' },
  { name: 'source_file', type: 'text' },
  { name: 'source_record', type: 'integer' },
];

/** What a row of the history has: keys, every measure ever delivered, and where the row came from. */
export function historyColumns(db: ReadableDB): readonly HistoryColumn[] {
  const measures = measureNames(db).map((name) => ({
    name,
    type: columnOf(name)?.type ?? ('real' as const),
  }));
  return [...KEYS, ...measures, ...SOURCE];
}

interface Office {
  readonly ord: number;
  readonly company_id: string;
  readonly location_id: string;
}

/** A row per office and day it was delivered on, office by office, day by day; memory stays the same however long it is. */
export function* historyParts(
  db: ReadableDB,
  selection: HistorySelection,
): Generator<HistoryPart, void> {
  const days = historyDays(db);
  const from = Math.max(selection.from ?? -Infinity, days[0] ?? 0);
  const to = Math.min(selection.to ?? Infinity, days.at(-1) ?? -1);
  const offices = officesOf(db, selection);
  if (from > to) return;
  const span = to - from + 1;
  const names = measureNames(db);
  const measures = [PRESENT, SOURCE_FILE, SOURCE_RECORD, ...names];
  const files = filesOf(db, from, to);
  const atOnce = Math.ceil(ROWS_AT_ONCE / span);
  for (let first = 0; first < offices.length; first += atOnce) {
    const some = offices.slice(first, first + atOnce);
    const found = readOffices(
      db,
      some.map((office) => office.ord),
      { measures, from, to },
    );
    const wanted = [PRESENT, SOURCE_FILE, SOURCE_RECORD].map((name) => found.get(name));
    const [present, file, record] = wanted;
    const at: number[] = [];
    present?.forEach((mark, i) => {
      if (mark === 1) at.push(i);
    });
    const source = (i: number): { run_id: string; path: string } | undefined =>
      files.get(`${from + (i % span)} ${file?.[i]}`);
    const officeAt = (i: number): Office | undefined => some[Math.floor(i / span)];
    yield {
      rows: at.length,
      values: [
        at.map((i) => from + (i % span)),
        at.map((i) => officeAt(i)?.company_id ?? null),
        at.map((i) => officeAt(i)?.location_id ?? null),
        ...names.map((name) => valuesOf(found.get(name), at)),
        at.map((i) => source(i)?.run_id ?? null),
        at.map((i) => source(i)?.path ?? null),
        valuesOf(record, at),
      ],
      officesDone: first + some.length,
      offices: offices.length,
    };
  }
}

function valuesOf(values: Float64Array | undefined, at: readonly number[]): HistoryValues {
  return at.map((i) => {
    const value = values?.[i] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  });
}

function filesOf(
  db: ReadableDB,
  from: Day,
  to: Day,
): ReadonlyMap<string, { run_id: string; path: string }> {
  const rows = all<{ day: Day; file: number; run_id: string; path: string }>(
    db,
    'SELECT day, file, run_id, path FROM day_file WHERE day BETWEEN ? AND ?',
    from,
    to,
  );
  return new Map(rows.map((r) => [`${r.day} ${r.file}`, r]));
}

function officesOf(db: ReadableDB, selection: HistorySelection): readonly Office[] {
  const { companyId, locationId } = selection;
  if (locationId !== undefined) return [findOffice(db, { companyId, locationId })];
  if (companyId === undefined)
    return all<Office>(db, 'SELECT ord, company_id, location_id FROM location ORDER BY ord');
  const offices = all<Office>(
    db,
    'SELECT ord, company_id, location_id FROM location WHERE company_id = ? ORDER BY ord',
    companyId,
  );
  if (offices.length === 0)
    throw refuse('not_found', `There is no account ${companyId}.`, {
      next: 'Look for its id with atrium accounts.',
    });
  return offices;
}
