import { officeKeyOf } from '../../../shared/domain/office.ts';
import type { DayRows } from '../extract/day-rows.ts';
import type { DayChange, ValueChange } from '../store/changes.ts';

/** Column under which a whole row is told that came (null → 1) or went (1 → null). */
export const ROW = 'row';

/** Values of a day kept as examples: every column gets its share, and at least a few. */
const MAX_VALUES = 2000;
const MIN_OF_COLUMN = 20;

/** A day as it stood: who had a row, and the measures, by any index. */
export interface OldDay {
  /** Index of an office that had a row; undefined where it had none. */
  indexOf(companyId: string, locationId: string): number | undefined;
  /** Everybody who had a row. */
  readonly offices: readonly (readonly [companyId: string, locationId: string])[];
  readonly measures: ReadonlyMap<string, Float32Array>;
}

export type Difference = Pick<DayChange, 'columns' | 'offices' | 'values'>;

/**
 * What a staged day says differently from the day as it stood. Measures are compared as the history gives them
 * (float32): what is equal there is equal on every screen.
 * @param attributes values of accounts and offices that differ, found by whoever knows the newest rows
 */
export function differenceOf(
  old: OldDay,
  staged: DayRows,
  attributes: readonly ValueChange[],
): Difference {
  const columns = new Map<string, number>();
  const values: ValueChange[] = [];
  const { rows } = staged;
  /** Differences by staged row, and of those that are no staged row's own. */
  const counts = new Uint32Array(rows.length);
  const others = new Map<string, number>();
  const note = (value: ValueChange): void => {
    const key = officeKeyOf(value.companyId, value.locationId);
    others.set(key, (others.get(key) ?? 0) + 1);
    const n = (columns.get(value.column) ?? 0) + 1;
    columns.set(value.column, n);
    if (isKept(values.length, n)) values.push(value);
  };

  const places = Int32Array.from(rows, (r) => old.indexOf(r.companyId, r.locationId) ?? -1);
  rows.forEach(({ companyId, locationId }, i) => {
    if (places[i] === -1) note({ companyId, locationId, column: ROW, old: null, new: 1 });
  });
  const here = new Set(rows.map((r) => officeKeyOf(r.companyId, r.locationId)));
  for (const [companyId, locationId] of old.offices)
    if (!here.has(officeKeyOf(companyId, locationId)))
      note({ companyId, locationId, column: ROW, old: 1, new: null });
  for (const value of attributes) note(value);

  for (const column of new Set([...old.measures.keys(), ...staged.measures.keys()])) {
    const was = old.measures.get(column);
    const is = staged.measures.get(column);
    let n = 0;
    for (let i = 0; i < rows.length; i++) {
      const place = places[i] ?? -1;
      if (place === -1) continue;
      const a = was?.[place] ?? Number.NaN;
      const b = is?.[i] ?? Number.NaN;
      if (a === Math.fround(b) || (Number.isNaN(a) && Number.isNaN(b))) continue;
      counts[i] = (counts[i] ?? 0) + 1;
      n++;
      const row = rows[i];
      if (!row || !isKept(values.length, n)) continue;
      const { companyId, locationId } = row;
      const now = Number.isNaN(b) ? null : b;
      values.push({ companyId, locationId, column, old: shortest(a), new: now });
    }
    if (n > 0) columns.set(column, n);
  }
  return { columns, offices: differing(rows, counts, others), values };
}

const isKept = (kept: number, ofColumn: number): boolean =>
  kept < MAX_VALUES || ofColumn <= MIN_OF_COLUMN;

/** How many values differ, by office and account. */
function differing(
  rows: DayRows['rows'],
  counts: Uint32Array,
  others: Map<string, number>,
): Difference['offices'] {
  rows.forEach(({ companyId, locationId }, i) => {
    const n = counts[i] ?? 0;
    if (n === 0) return;
    const key = officeKeyOf(companyId, locationId);
    others.set(key, (others.get(key) ?? 0) + n);
  });
  return [...others].map(([key, values]) => {
    const [companyId = '', locationId = ''] = key.split('\u001f');
    return { companyId, locationId, values };
  });
}

/** The decimal number of fewest digits that is this float32; null for NaN. */
export function shortest(value: number): number | null {
  if (Number.isNaN(value)) return null;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
