/** Chance that a row with the outcome ranks above one without (Mann–Whitney); ties count half. NaN without both. */
export function auc(scores: ArrayLike<number>, outcomes: ArrayLike<boolean>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).toSorted(
    (a, b) => (scores[a] ?? 0) - (scores[b] ?? 0),
  );
  let events = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    const value = scores[order[from] ?? 0];
    let to = from;
    let hits = 0;
    while (to < order.length && scores[order[to] ?? 0] === value) {
      if (outcomes[order[to] ?? 0]) hits++;
      to++;
    }
    events += hits;
    rankSum += (hits * (from + 1 + to)) / 2;
    from = to;
  }
  const others = order.length - events;
  if (events === 0 || others === 0) return Number.NaN;
  return (rankSum - (events * (events + 1)) / 2) / (events * others);
}

export function correlation(a: readonly number[], b: readonly number[]): number {
  const ma = mean(a);
  const mb = mean(b);
  let top = 0;
  let left = 0;
  let right = 0;
  a.forEach((x, i) => {
    const y = b[i] ?? 0;
    top += (x - ma) * (y - mb);
    left += (x - ma) ** 2;
    right += (y - mb) ** 2;
  });
  return top / Math.sqrt(left * right);
}

/** Mean of what is known; NaN when nothing is. */
export function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
