import type { Bag, Range } from './boost.ts';
import { groupedFolds, ownGroups } from './folds.ts';
import { keepRows } from './sampling.ts';
import { takeRows, type Table } from './table.ts';

/** Share of the rows a bag does not learn from: much, so that bags differ and their mean is smoother than each. */
const HELD_OUT = 0.25;
/** Fewer events or non-events than this teach nothing but their share. */
const FEWEST = 4;

export interface Bagged {
  readonly table: Table;
  readonly y: Uint8Array;
  readonly bags: readonly Pick<Bag, 'learns' | 'heldOut'>[];
  /** Share of the rows each bag holds out. */
  readonly leftOut: number;
}

/**
 * The rows to learn from, in blocks of whole groups; each bag holds out as many neighbouring blocks, round and round, so
 * that every row is held out equally often. No bags where there is too little to learn from.
 */
export function inBags(
  table: Table,
  y: Uint8Array,
  settings: {
    readonly seed: number;
    readonly groups?: Int32Array;
    readonly bags: number;
    readonly maxRows: number;
  },
): Bagged {
  const { seed, groups = ownGroups(table.rows) } = settings;
  const kept = keepRows(y, settings.maxRows, seed);
  const outcomes = Uint8Array.from(kept, (i) => y[i] ?? 0);
  const events = outcomes.reduce((sum, v) => sum + v, 0);
  const rarer = Math.min(events, outcomes.length - events);
  const wanted = rarer < FEWEST ? 0 : Math.min(settings.bags, rarer);
  const labels = Int32Array.from(kept, (i) => groups[i] ?? 0);
  const blockOf = groupedFolds(labels, outcomes, Math.max(1, wanted), seed);
  const order = Int32Array.from(kept.keys()).toSorted(
    (i, j) => (blockOf[i] ?? 0) - (blockOf[j] ?? 0) || i - j,
  );
  const sorted = order.map((k) => blockOf[k] ?? 0);
  // Few big groups may leave a block without rows.
  const begins = [...sorted.keys()].filter((i) => i === 0 || sorted[i] !== sorted[i - 1]);
  const count = wanted === 0 || begins.length < 2 ? 0 : begins.length;
  const n = order.length;
  const out = Math.max(1, Math.round(count * HELD_OUT));
  const bags = Array.from({ length: count }, (_, b) => {
    const from = begins[b] ?? 0;
    const to = begins[b + out] ?? (b + out === count ? n : (begins[b + out - count] ?? 0));
    const inside = { from, to };
    const outside = [
      { from: 0, to: from },
      { from: to, to: n },
    ];
    return to > from
      ? { heldOut: [inside], learns: outside }
      : {
          heldOut: [
            { from: 0, to },
            { from, to: n },
          ],
          learns: [{ from: to, to: from }],
        };
  });
  return {
    table: takeRows(
      table,
      order.map((k) => kept[k] ?? 0),
    ),
    y: Uint8Array.from(order, (k) => outcomes[k] ?? 0),
    bags,
    leftOut: out / Math.max(count, out + 1),
  };
}

/** A bag begins with the odds of the rows it learns from. */
export function startOdds(y: Uint8Array, learns: readonly Range[]): Float64Array {
  let events = 0;
  let rows = 0;
  for (const { from, to } of learns) {
    rows += to - from;
    for (let i = from; i < to; i++) events += y[i] ?? 0;
  }
  const p = shareOf(events, rows);
  return new Float64Array(y.length).fill(p / (1 - p));
}

/** Share of events; never quite 0 or 1, of which there is no logit. */
export function shareOf(events: number, rows: number): number {
  return events > 0 && events < rows ? events / rows : (events + 0.5) / (rows + 1);
}
