/** Which way a shape may go: 1 never down, −1 never up, 0 as it likes. */
export type Sign = -1 | 0 | 1;

export interface StepLimits {
  /** Fewest training rows of a leaf. */
  readonly minLeaf: number;
  /** Ridge on a leaf's value. */
  readonly lambda: number;
}

/** Sums over the first i bins of an order: gradient, Hessian, rows. Index 0 is nothing, index m everything. */
export interface Running {
  readonly g: Float64Array;
  readonly h: Float64Array;
  readonly n: Float64Array;
  /** What a leaf of the first i bins, and one of the others, would gain. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

export function newRunning(bins: number): Running {
  const zeros = (): Float64Array => new Float64Array(bins + 1);
  return { g: zeros(), h: zeros(), n: zeros(), left: zeros(), right: zeros() };
}

/** Up to two cuts of m bins in order; `first` = `second` for one cut. Gain is twice what the log-likelihood is expected to rise. */
export interface Cuts {
  first: number;
  second: number;
  gain: number;
}

/**
 * The best step function of up to three leaves over m bins in order (Newton gain, Chen and Guestrin, KDD 2016), each leaf
 * with enough rows and, where a sign is asked for, values in that order. All pairs of cuts are looked at.
 * @returns false when no cut gains anything
 */
export function bestCuts(
  r: Running,
  m: number,
  sign: Sign,
  limits: StepLimits,
  out: Cuts,
): boolean {
  const { g, h, n, left, right } = r;
  const { minLeaf, lambda } = limits;
  const G = g[m] ?? 0;
  const H = h[m] ?? 0;
  const N = n[m] ?? 0;
  const whole = (G * G) / (H + lambda);
  out.gain = 1e-9;
  out.first = 0;
  out.second = 0;
  for (let i = 1; i < m; i++) {
    const gi = g[i] ?? 0;
    const hi = h[i] ?? 0;
    const rest = G - gi;
    left[i] = (gi * gi) / (hi + lambda);
    right[i] = (rest * rest) / (H - hi + lambda);
    const rows = n[i] ?? 0;
    if (rows < minLeaf || N - rows < minLeaf) continue;
    const gain = (left[i] ?? 0) + (right[i] ?? 0) - whole;
    if (gain <= out.gain) continue;
    if (sign !== 0 && sign * (rest / (H - hi + lambda) - gi / (hi + lambda)) < 0) continue;
    out.gain = gain;
    out.first = i;
    out.second = i;
  }
  for (let i = 1; i < m - 1; i++) {
    const ni = n[i] ?? 0;
    if (ni < minLeaf) continue;
    const gi = g[i] ?? 0;
    const hi = h[i] ?? 0;
    const base = (left[i] ?? 0) - whole;
    for (let j = i + 1; j < m; j++) {
      const nj = n[j] ?? 0;
      if (N - nj < minLeaf) break;
      if (nj - ni < minLeaf) continue;
      const gm = (g[j] ?? 0) - gi;
      const hm = (h[j] ?? 0) - hi + lambda;
      const gain = base + (gm * gm) / hm + (right[j] ?? 0);
      if (gain <= out.gain) continue;
      if (sign !== 0) {
        const middle = gm / hm;
        const low = gi / (hi + lambda);
        const high = (G - (g[j] ?? 0)) / (H - (h[j] ?? 0) + lambda);
        if (sign * (middle - low) < 0 || sign * (high - middle) < 0) continue;
      }
      out.gain = gain;
      out.first = i;
      out.second = j;
    }
  }
  return out.first > 0;
}
