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

/** The places of the rows in their order. Rows that are equal keep the order they came in, both ways round. */
export function orderOf<R>(
  rows: readonly R[],
  keys: Float64Array,
  descending: boolean,
  unknown: (row: R) => number = () => 0,
): Uint32Array {
  const known: number[] = [];
  const rest: { readonly at: number; readonly place: number }[] = [];
  rows.forEach((row, at) => {
    if (Number.isNaN(keys[at] ?? Number.NaN)) rest.push({ at, place: unknown(row) });
    else known.push(at);
  });
  const sign = descending ? -1 : 1;
  known.sort((a, b) => {
    const one = keys[a] ?? 0;
    const other = keys[b] ?? 0;
    return one < other ? -sign : one > other ? sign : a - b;
  });
  rest.sort((a, b) => a.place - b.place || a.at - b.at);
  return Uint32Array.from([...known, ...rest.map(({ at }) => at)]);
}
