import type { Day } from '../domain/day.ts';
import type { Grid } from './book.ts';
import { ALWAYS_POSSIBLE, cleanCounts } from './hygiene.ts';

/** As many as share a cache line of the grids, which lie day by day. */
const TILE = 16;

export interface CleanSeries {
  /** `values[office * stride + day]`, impossible counts unknown. */
  readonly values: Float32Array;
  readonly stride: number;
  /** Impossible counts per office. */
  readonly dropped: Uint16Array;
  /** Index of the day of the first event of any kind; −1 = none. */
  readonly first: Int32Array;
}

/** The counts of each office's own kind of activity, turned to lie office by office, and cleaned. */
export function cleanSeries(
  grids: readonly (Grid | undefined)[],
  kind: Int8Array,
  { firstDay, days }: { readonly firstDay: Day; readonly days: number },
): CleanSeries {
  const n = kind.length;
  const values = new Float32Array(days * n).fill(Number.NaN);
  const dropped = new Uint16Array(n);
  const first = new Int32Array(n).fill(-1);
  const note = (i: number, event: number) => {
    const before = first[i] ?? -1;
    if (event >= 0 && (before < 0 || event < before)) first[i] = event;
  };
  grids.forEach((grid, k) => {
    if (!grid) return;
    const shift = grid.firstDay - firstDay;
    turn(grid, values, days, shift, (i) => kind[i] === k);
    for (let i = 0; i < n; i++) {
      if (kind[i] !== k) continue;
      const own = values.subarray(i * days + shift, i * days + shift + grid.days);
      dropped[i] = cleanCounts(own);
      const event = own.findIndex((y) => y > 0);
      note(i, event < 0 ? -1 : event + shift);
    }
    firstEvents(grid, (i) => kind[i] !== k).forEach((event, i) => {
      note(i, event < 0 ? -1 : event + shift);
    });
  });
  return { values, stride: days, dropped, first };
}

function turn(
  { values, days, offices: n }: Grid,
  into: Float32Array,
  stride: number,
  shift: number,
  wanted: (i: number) => boolean,
): void {
  for (let from = 0; from < n; from += TILE) {
    const to = Math.min(n, from + TILE);
    for (let i = from; i < to; i++) {
      if (!wanted(i)) continue;
      const row = i * stride + shift;
      for (let d = 0, at = i; d < days; d++, at += n) into[row + d] = values[at] ?? Number.NaN;
    }
  }
}

/** Index of the first day with a possible count above 0; −1 = none. Most offices are found on the first days. */
function firstEvents(grid: Grid, wanted: (i: number) => boolean): Int32Array {
  const { values, days, offices: n } = grid;
  const first = new Int32Array(n).fill(-1);
  let open = Array.from(first, (_, i) => i).filter(wanted);
  for (let d = 0; d < days && open.length > 0; d++) {
    const still: number[] = [];
    for (const i of open) {
      const y = values[d * n + i] ?? Number.NaN;
      if (!(y > 0)) still.push(i);
      else if (y <= ALWAYS_POSSIBLE) first[i] = d;
      else {
        const own = Float32Array.from({ length: days }, (_, day) => values[day * n + i] ?? 0);
        cleanCounts(own);
        first[i] = own.findIndex((count) => count > 0);
      }
    }
    open = still;
  }
  return first;
}
