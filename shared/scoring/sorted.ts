/** First index whose value is not below `x`. */
export function lowerBound(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((sorted[mid] ?? 0) < x) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** First index whose value is above `x`. */
export function upperBound(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((sorted[mid] ?? 0) <= x) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** The k-th smallest (k from 0) of `sorted` once the values `own`, a sorted part of it, are taken away; NaN beyond the end. */
export function nthWithout(sorted: Float64Array, own: Float64Array, k: number): number {
  let at = k;
  for (const value of own) {
    if (value > (sorted[at] ?? Number.POSITIVE_INFINITY)) break;
    at++;
  }
  return sorted[at] ?? Number.NaN;
}
