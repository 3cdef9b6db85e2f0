import type { PeerGroup, Peers } from './peers.ts';
import { lowerBound, nthWithout, upperBound } from './sorted.ts';

/** Statistics of one quantity over peers, always leaving the own company out. */
export interface PeerStatistics {
  /** Undefined where no peer has a value. */
  readonly median: (peers: Peers) => number | undefined;
  /** Mid-rank percentile of `value` among the peers, 0–100; undefined where there are none. */
  readonly percentile: (peers: Peers, value: number) => number | undefined;
}

/**
 * Each group is sorted once; the own company's few values are stepped over.
 * @param values by office; NaN = not available, left out
 */
export function peerStatistics(values: Float64Array): PeerStatistics {
  const sortedOf = new Map<PeerGroup, Float64Array>();
  const medians = new Map<Peers, number>();

  const whole = (group: PeerGroup) => {
    let sorted = sortedOf.get(group);
    if (!sorted) sortedOf.set(group, (sorted = knownOf(values, group.members)));
    return sorted;
  };

  return {
    median(peers) {
      const again = medians.get(peers);
      if (again !== undefined) return Number.isNaN(again) ? undefined : again;
      const sorted = whole(peers.group);
      const own = knownOf(values, peers.own);
      const n = sorted.length - own.length;
      const middle = (k: number) => nthWithout(sorted, own, k);
      const value =
        n <= 0
          ? Number.NaN
          : (middle(Math.floor((n - 1) / 2)) + middle(Math.ceil((n - 1) / 2))) / 2;
      medians.set(peers, value);
      return n <= 0 ? undefined : value;
    },
    percentile(peers, value) {
      const sorted = whole(peers.group);
      const own = knownOf(values, peers.own);
      const n = sorted.length - own.length;
      if (n <= 0) return undefined;
      const below = lowerBound(sorted, value) - lowerBound(own, value);
      const upTo = upperBound(sorted, value) - upperBound(own, value);
      return (100 * (below + upTo)) / 2 / n;
    },
  };
}

const NONE = new Float64Array(0);

/** The known values of these offices, ascending. */
function knownOf(values: Float64Array, members: Int32Array): Float64Array {
  if (members.length === 0) return NONE;
  const found = new Float64Array(members.length);
  let n = 0;
  for (const i of members) {
    const v = values[i] ?? Number.NaN;
    if (!Number.isNaN(v)) found[n++] = v;
  }
  const known = n === found.length ? found : found.subarray(0, n);
  return n > 1 ? known.toSorted() : known;
}

/**
 * Σ numerator ÷ Σ denominator over the peers. Offices with NaN are left out.
 * @returns undefined where the denominator is zero
 */
export function peerShare(
  numerator: Float64Array,
  denominator: Float64Array,
): (peers: Pick<Peers, 'group' | 'own'>) => number | undefined {
  const totals = new Map<PeerGroup, Ratio>();
  const shares = new Map<Pick<Peers, 'group' | 'own'>, number>();
  const sum = (members: Int32Array): Ratio => {
    let top = 0;
    let bottom = 0;
    for (const i of members) {
      const a = numerator[i] ?? Number.NaN;
      const b = denominator[i] ?? Number.NaN;
      if (Number.isNaN(a) || Number.isNaN(b)) continue;
      top += a;
      bottom += b;
    }
    return { top, bottom };
  };
  return (peers) => {
    let share = shares.get(peers);
    if (share === undefined) {
      let total = totals.get(peers.group);
      if (!total) totals.set(peers.group, (total = sum(peers.group.members)));
      const own = sum(peers.own);
      const bottom = total.bottom - own.bottom;
      share = bottom > 1e-9 ? Math.max(0, (total.top - own.top) / bottom) : Number.NaN;
      shares.set(peers, share);
    }
    return Number.isNaN(share) ? undefined : share;
  };
}

interface Ratio {
  readonly top: number;
  readonly bottom: number;
}
