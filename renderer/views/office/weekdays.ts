import { weekday } from '../../../shared/domain/day.ts';
import type { Line } from '../../components/chart/lines.ts';

/** Mean of the known days of each weekday, Monday first; null where none is known. */
export function weekdayMeans({ days, values }: Line): readonly (number | null)[] {
  const sums = Array.from({ length: 7 }, () => ({ sum: 0, n: 0 }));
  values.forEach((value, at) => {
    const day = days[at];
    const of = day === undefined ? undefined : sums[weekday(day)];
    if (value === null || !of) return;
    of.sum += value;
    of.n++;
  });
  return sums.map(({ sum, n }) => (n === 0 ? null : sum / n));
}
