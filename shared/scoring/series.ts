import type { Day } from '../domain/day.ts';

/** Daily counts of the activity that stands for use, and who takes part in learning the calendar. */
export interface ActivityGrid {
  readonly firstDay: Day;
  readonly days: number;
  readonly offices: number;
  /** Office by office: `values[office * stride + day]`; NaN = unknown. Shared by readings that end on different days. */
  readonly values: Float32Array;
  /** Days from one office to the next, at least `days`. */
  readonly stride: number;
  /** Stratum per office; its calendar also applies to offices that take no part. */
  readonly stratum: Int32Array;
  readonly strata: number;
  /** 1 = takes part. */
  readonly live: Uint8Array;
  /** Index of the day the office went live; negative = before the grid. */
  readonly liveFrom: Int32Array;
}

/** The days of one office, written to `into`, which is as long as the grid has days. @param leftOut days that are unknown for everybody */
export function readSeries(
  { values, stride, days }: Pick<ActivityGrid, 'values' | 'stride' | 'days'>,
  office: number,
  leftOut: readonly number[],
  into: Float32Array,
): void {
  into.set(values.subarray(office * stride, office * stride + days));
  for (const d of leftOut) into[d] = Number.NaN;
}
