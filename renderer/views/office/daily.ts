import { valueAt } from '../../../shared/contracts/columns.ts';
import type { Columns } from '../../../shared/contracts/columns.ts';
import type { Line } from '../../components/chart/lines.ts';

/**
 * One measure of the answer of `offices.series`, a value a day from the first known one, with the days that have no row
 * put back as gaps.
 */
export function dailyLine(columns: Columns, measure: string): Line {
  const found = new Map<number, number | null>();
  for (let row = 0; row < columns.rows; row++) {
    const day = valueAt(columns.columns['day'], row);
    const value = valueAt(columns.columns[measure], row);
    if (typeof day === 'number') found.set(day, typeof value === 'number' ? value : null);
  }
  const known = [...found].flatMap(([day, value]) => (value === null ? [] : [day]));
  if (known.length === 0) return { days: [], values: [] };
  const first = Math.min(...known);
  const last = Math.max(...found.keys());
  const days = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return { days, values: days.map((day) => found.get(day) ?? null) };
}
