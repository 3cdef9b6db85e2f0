import type { Day } from '../domain/day.ts';
import type { Grid } from './book.ts';
import { sumDays, type Sums } from './windows.ts';

/**
 * Plain sums of a measure over whole weeks that end some weeks before a day: readings that lie whole weeks apart are
 * made of the same weeks, each of which is summed once.
 * @param back weeks between the end of the sum and the day, @param weeks how many are summed
 */
export type WeeklySums = (measure: string, back: number, weeks: number) => Sums;

export function weeklySums(
  measures: ReadonlyMap<string, Grid>,
  asOf: Day,
  offices: number,
): WeeklySums {
  const known = new Map<string, Sums>();
  const weekOf = (measure: string, week: number): Sums => {
    const key = `${measure} ${week}`;
    let sums = known.get(key);
    if (!sums) {
      sums = sumDays(measures.get(measure), asOf, 7 * week, 7 * week + 6, offices);
      known.set(key, sums);
    }
    return sums;
  };
  return (measure, back, weeks) => {
    const sum = new Float64Array(offices);
    const observed = new Uint16Array(offices);
    for (let week = back + weeks - 1; week >= back; week--) {
      const own = weekOf(measure, week);
      for (let i = 0; i < offices; i++) {
        sum[i] = (sum[i] ?? 0) + (own.sum[i] ?? 0);
        observed[i] = (observed[i] ?? 0) + (own.observed[i] ?? 0);
      }
    }
    return { sum, observed };
  };
}
