import { featureOf } from '../../../../shared/domain/company-facts.ts';
import type { Day } from '../../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../../sqlite/db.ts';
import { PRESENT, readWindow } from '../../store/history.ts';
import { readProfiles } from '../../store/profiles.ts';
import type { Past, PastDay } from './types.ts';

/** How far back a day is compared. */
export const PAST_DAYS = 28;

/** Columns with few values, and the table that keeps the newest of each. */
const ENUMS: readonly (readonly [column: string, table: 'company' | 'location'])[] = [
  ['segment', 'company'],
  ['plan', 'company'],
  ['currency', 'company'],
  ['location_status', 'location'],
  ['cancellation_reason', 'location'],
];

const NOTHING: Past = { days: [], offices: [], values: new Map() };

/**
 * What a day is compared with: published days before it. A history that fills in from the newest day backwards has
 * none, so the days after it never hold a day.
 */
export function gatherPast(db: ReadableDB, day: Day): Past {
  const profiles = readProfiles(db, day - PAST_DAYS, day - 1);
  const applied = all<{ day: number; rows: number }>(
    db,
    'SELECT day, rows FROM applied_run WHERE day BETWEEN ? AND ? ORDER BY day DESC',
    day - PAST_DAYS,
    day - 1,
  );
  const days = applied.map((r): PastDay => ({ ...r, columns: profiles.get(r.day) ?? new Map() }));
  const last = days[0];
  if (!last) return NOTHING;
  return { days, offices: officesOn(db, last.day), values: valuesSeen(db) };
}

function officesOn(db: ReadableDB, day: Day): Past['offices'] {
  const marks = readWindow(db, { measures: [PRESENT], from: day, to: day }).measures.get(PRESENT);
  if (!marks) return [];
  return all<{ ord: number; company_id: string; location_id: string }>(
    db,
    'SELECT ord, company_id, location_id FROM location',
  )
    .filter((row) => marks[row.ord] === 1)
    .map((row) => ({ companyId: row.company_id, locationId: row.location_id }));
}

function valuesSeen(db: ReadableDB): Past['values'] {
  return new Map(
    ENUMS.map(([column, table]) => [
      column,
      new Set(
        all<{ value: string }>(
          db,
          `SELECT DISTINCT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`,
        ).map((r) => r.value),
      ),
    ]),
  );
}

/** Which of the delivery's clocks a measure runs on. */
export const sourceOf = (measure: string): 'usage_as_of' | 'support_as_of' =>
  featureOf(measure) === undefined && (measure.startsWith('tickets_') || measure === 'csat')
    ? 'support_as_of'
    : 'usage_as_of';
