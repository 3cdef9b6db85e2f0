/** What a column sorts by. */
export interface Ordering<R> {
  /** null = unknown: always after the known ones, whichever way it is sorted. */
  readonly value: (row: R) => string | number | null;
  /** Order among the unknown ones, lowest first; the same for all without it. */
  readonly unknown?: (row: R) => number;
}

/** Accents and case make no difference, and `Tower 2` stands before `Tower 10`. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * One number a row to sort by, ascending; NaN = unknown. Texts are compared once for each different text and not once
 * for each pair of rows: comparing texts is what makes sorting thousands of rows slow.
 */
export function sortKeys<R>(rows: readonly R[], value: Ordering<R>['value']): Float64Array {
  const values = rows.map(value);
  const texts = new Set(values.filter((each) => typeof each === 'string'));
  const ranks = new Map<string, number>();
  let rank = 0;
  let before: string | undefined;
  for (const text of [...texts].toSorted(collator.compare)) {
    if (before !== undefined && collator.compare(before, text) !== 0) rank++;
    ranks.set(text, rank);
    before = text;
  }
  return Float64Array.from(values, (each) =>
    typeof each === 'number' ? each : each === null ? Number.NaN : (ranks.get(each) ?? Number.NaN),
  );
}

/** One column of a sort. */
export interface Level<R> {
  readonly keys: Float64Array;
  readonly descending: boolean;
  readonly unknown?: ((row: R) => number) | undefined;
}

/** The places of the rows in their order: by the first level, what is equal there by the next, then as they came in. */
export function orderOf<R>(rows: readonly R[], levels: readonly Level<R>[]): Uint32Array {
  let order = Uint32Array.from(rows.keys());
  // Each pass leaves equals as they are, so the passes go from the last level to the first.
  for (const level of levels.toReversed()) order = orderBy(rows, level, order);
  return order;
}

function orderBy<R>(
  rows: readonly R[],
  { keys, descending, unknown = () => 0 }: Level<R>,
  before: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const known: number[] = [];
  const rest: { readonly place: number; readonly rank: number }[] = [];
  before.forEach((at, place) => {
    const row = rows[at];
    if (!Number.isNaN(keys[at] ?? Number.NaN)) known.push(place);
    else if (row !== undefined) rest.push({ place, rank: unknown(row) });
  });
  const sign = descending ? -1 : 1;
  const keyAt = (place: number): number => keys[before[place] ?? 0] ?? 0;
  known.sort((a, b) => {
    const one = keyAt(a);
    const other = keyAt(b);
    return one < other ? -sign : one > other ? sign : a - b;
  });
  rest.sort((a, b) => a.rank - b.rank || a.place - b.place);
  return Uint32Array.from(
    [...known, ...rest.map(({ place }) => place)],
    (place) => before[place] ?? 0,
  );
}
