/** How alike two orders of the same offices are. */
export interface Likeness {
  readonly offices: number;
  /** Spearman's, ties at their mean rank; null where one of the two says the same of all. */
  readonly rankCorrelation: number | null;
  /** Offices among the highest of both. */
  readonly shared: number;
  /** How many of each are looked at: 20, or fewer in a small book. */
  readonly top: number;
}

const TOP = 20;

/** @param a, b risks of the same offices, one a place */
export function likeness(a: Float64Array, b: Float64Array): Likeness {
  const top = Math.min(TOP, a.length);
  const first = highest(a, top);
  return {
    offices: a.length,
    rankCorrelation: correlation(ranks(a), ranks(b)),
    shared: [...highest(b, top)].filter((i) => first.has(i)).length,
    top,
  };
}

function byRisk(values: Float64Array): number[] {
  return [...values.keys()].toSorted((i, j) => (values[j] ?? 0) - (values[i] ?? 0) || i - j);
}

function highest(values: Float64Array, n: number): ReadonlySet<number> {
  return new Set(byRisk(values).slice(0, n));
}

function ranks(values: Float64Array): Float64Array {
  const order = byRisk(values);
  const of = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let k = from; k < to; k++) of[order[k] ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return of;
}

function correlation(a: Float64Array, b: Float64Array): number | null {
  const middle = (a.length - 1) / 2;
  let both = 0;
  let ofA = 0;
  let ofB = 0;
  for (let i = 0; i < a.length; i++) {
    const x = (a[i] ?? 0) - middle;
    const y = (b[i] ?? 0) - middle;
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA === 0 || ofB === 0 ? null : both / Math.sqrt(ofA * ofB);
}
