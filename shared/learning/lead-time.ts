/** Share of the offices of a day that count as High, as at the set-up of the scorecard. */
const HIGH = 0.05;

export interface LeadTime {
  /** Offices with a notice that stood among the highest 5 % of a day before it, of so many with a notice. */
  readonly foretold: number;
  readonly offices: number;
  /** Median days from the first such day to the notice; NaN without one. Days lie four weeks apart. */
  readonly days: number;
}

/**
 * How long before its notice an office was first among the highest.
 * @param rows places in `day`, `office` and `notice` of each logit
 */
export function leadTime(
  rows: Int32Array,
  logits: Float64Array,
  {
    day,
    office,
    notice,
  }: { readonly day: Float64Array; readonly office: Int32Array; readonly notice: Float64Array },
  y: Uint8Array,
): LeadTime {
  const byDay = new Map<number, number[]>();
  rows.forEach((i, k) => {
    const at = day[i] ?? 0;
    const list = byDay.get(at);
    if (list) list.push(k);
    else byDay.set(at, [k]);
  });
  const first = new Map<number, number>();
  for (const at of [...byDay.keys()].toSorted((a, b) => a - b)) {
    const places = byDay.get(at) ?? [];
    const high = places
      .toSorted((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b)
      .slice(0, Math.ceil(HIGH * places.length));
    for (const k of high) {
      const own = office[rows[k] ?? 0] ?? -1;
      if (!first.has(own)) first.set(own, at);
    }
  }
  const left = new Map<number, number>();
  rows.forEach((i, k) => {
    if (y[k] === 1) left.set(office[i] ?? -1, notice[i] ?? Number.NaN);
  });
  const leads = [...left]
    .map(([own, on]) => on - (first.get(own) ?? Number.NaN))
    .filter((days) => days > 0)
    .toSorted((a, b) => a - b);
  const middle = leads.length >> 1;
  const days =
    leads.length % 2 === 1
      ? (leads[middle] ?? Number.NaN)
      : ((leads[middle - 1] ?? Number.NaN) + (leads[middle] ?? Number.NaN)) / 2;
  return { foretold: leads.length, offices: left.size, days };
}
