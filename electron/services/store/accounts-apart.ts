import type { ColumnData, Columns } from '../../../shared/contracts/columns.ts';
import type { AccountRow } from '../../../shared/domain/account.ts';
import type { Apart } from '../../../shared/domain/csm-word.ts';
import { parseDay } from '../../../shared/domain/day.ts';
import type { RollUp } from '../../../shared/domain/roll-up.ts';
import { rollUp } from '../../../shared/scoring/roll-up.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import type { OfficeToRoll } from './roll-ups.ts';

/** Offices a person left out, by location id. */
export type LeftOut = ReadonlyMap<string, 'excluded' | 'closed'>;

/** What of an account's row is made of its offices. */
export type Summed = Pick<
  AccountRow,
  | 'offices'
  | 'scored'
  | 'high'
  | 'elevated'
  | 'employees'
  | 'adoption'
  | 'worst'
  | 'last_active_at'
  | 'roll_up'
>;

interface Office extends OfficeToRoll {
  readonly employees: number | null;
  readonly last_active_at: string | null;
}

const OFFICES = `
SELECT l.ord, l.company_id, l.location_id, l.location_name, l.location_arr AS arr, l.employees, l.last_active_at,
  s.state, s.adoption, s.adoption_low, s.adoption_high, s.confidence, s.logit, s.odds, s.band, s.probability,
  l.missing_since IS NULL AND coalesce(s.state, '') NOT IN ('closed', 'excluded') AS counted
FROM location l LEFT JOIN score s ON s.ord = l.ord WHERE l.company_id = ? ORDER BY l.location_id`;

/**
 * An account's numbers without the offices a person left out. What moved its adoption is not told then: it is kept for
 * all offices together.
 */
export function withoutLeftOut(
  db: ReadableDB,
  companyId: string,
  out: LeftOut,
  paidLocations: number | null,
): { readonly summed: Summed; readonly apart: Apart } {
  const counted = all<Office>(db, OFFICES, companyId).filter((office) => office.counted === 1);
  const kept = counted.filter((office) => !out.has(office.location_id));
  const gone = counted.filter((office) => out.has(office.location_id));
  const rolled: RollUp = { ...rollUp(kept, paidLocations), change: null };
  const [worst] = kept
    .filter((office) => office.logit !== null)
    .toSorted((a, b) => (b.logit ?? 0) - (a.logit ?? 0));
  const known = kept.flatMap(({ employees }) => (employees === null ? [] : [employees]));
  return {
    summed: {
      offices: kept.length,
      scored: kept.filter((office) => office.adoption !== null).length,
      high: kept.filter((office) => office.band === 'high').length,
      elevated: kept.filter((office) => office.band === 'elevated').length,
      employees: known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0),
      adoption: rolled.adoption,
      worst: worst
        ? {
            location_id: worst.location_id,
            location_name: worst.location_name,
            logit: worst.logit ?? 0,
          }
        : null,
      last_active_at: kept.reduce<string | null>(
        (last, { last_active_at: at }) => (at !== null && (last === null || at > last) ? at : last),
        null,
      ),
      roll_up: rolled,
    },
    apart: {
      excluded: gone.filter((office) => out.get(office.location_id) === 'excluded').length,
      closed: gone.filter((office) => out.get(office.location_id) === 'closed').length,
      arr: gone.reduce((sum, { arr }) => sum + (arr ?? 0), 0),
      offices: gone.map(({ location_id, location_name }) => ({
        location_id,
        location_name,
        as: out.get(location_id) ?? 'excluded',
      })),
    },
  };
}

/** The same as columns of `accounts.table`. */
export const columnsOfSummed = (of: Summed): Readonly<Record<string, string | number | null>> => ({
  offices: of.offices,
  scored: of.scored,
  high: of.high,
  elevated: of.elevated,
  employees: of.employees,
  adoption: of.adoption,
  worst_location_id: of.worst?.location_id ?? null,
  worst_location_name: of.worst?.location_name ?? null,
  worst_logit: of.worst?.logit ?? null,
  last_active_day:
    of.last_active_at === null ? null : (parseDay(of.last_active_at.slice(0, 10)) ?? null),
  confidence: of.roll_up?.confidence ?? null,
  arr_at_risk: of.roll_up?.arr_at_risk ?? null,
  unused_licences: of.roll_up?.unused_licences ?? null,
});

/** The columns with other values in the rows of some keys; the ones given stay as they are. */
export function withValues(
  table: Columns,
  values: ReadonlyMap<string, Readonly<Record<string, string | number | null>>>,
): Columns {
  const { key } = table.columns;
  if (key?.kind !== 'text') return table;
  const rows: (readonly [number, Readonly<Record<string, string | number | null>>])[] = [];
  key.ids.forEach((id, row) => {
    const found = values.get(key.dictionary[id] ?? '');
    if (found) rows.push([row, found]);
  });
  if (rows.length === 0) return table;
  const columns: Record<string, ColumnData> = { ...table.columns };
  for (const name of new Set(rows.flatMap(([, each]) => Object.keys(each)))) {
    const column = columns[name];
    if (column)
      columns[name] = patched(
        column,
        rows.map(([row, each]) => [row, each[name] ?? null]),
      );
  }
  return { ...table, columns };
}

function patched(
  column: ColumnData,
  values: readonly (readonly [number, string | number | null])[],
): ColumnData {
  if (column.kind === 'number') {
    const data = column.data.slice();
    for (const [row, value] of values) data[row] = typeof value === 'number' ? value : Number.NaN;
    return { kind: 'number', data };
  }
  const ids = column.ids.slice();
  const dictionary = [...column.dictionary];
  for (const [row, value] of values)
    ids[row] = typeof value === 'string' ? dictionary.push(value) - 1 : 0;
  return { kind: 'text', ids, dictionary };
}
