import type { PeerGroup } from './peers.ts';
import { lowerBound, nthWithout, upperBound } from './sorted.ts';

/** Statistics of one quantity over peer groups, always leaving the own company out. */
export interface PeerStatistics {
  /** Undefined where no other company has a value. */
  readonly median: (group: PeerGroup, companyId: string) => number | undefined;
  /** Mid-rank percentile of `value` among the others, 0–100; undefined where there are none. */
  readonly percentile: (group: PeerGroup, companyId: string, value: number) => number | undefined;
}

/**
 * Each group is sorted once; the own company's few values are stepped over.
 * @param values by office; NaN = not available, left out
 */
export function peerStatistics(values: Float64Array): PeerStatistics {
  const sortedOf = new Map<PeerGroup, Float64Array>();
  const medians = new Map<PeerGroup, Map<string, number | undefined>>();

  const whole = (group: PeerGroup) => {
    let sorted = sortedOf.get(group);
    if (!sorted) sortedOf.set(group, (sorted = knownOf(values, group.members)));
    return sorted;
  };
  const ownOf = (group: PeerGroup, companyId: string) => {
    const own = group.byCompany.get(companyId);
    return own ? knownOf(values, own) : NOBODY;
  };

  return {
    median(group, companyId) {
      let known = medians.get(group);
      if (!known) medians.set(group, (known = new Map()));
      if (known.has(companyId)) return known.get(companyId);
      const sorted = whole(group);
      const own = ownOf(group, companyId);
      const n = sorted.length - own.length;
      const value =
        n <= 0
          ? undefined
          : (nthWithout(sorted, own, Math.floor((n - 1) / 2)) +
              nthWithout(sorted, own, Math.ceil((n - 1) / 2))) /
            2;
      known.set(companyId, value);
      return value;
    },
    percentile(group, companyId, value) {
      const sorted = whole(group);
      const own = ownOf(group, companyId);
      const n = sorted.length - own.length;
      if (n <= 0) return undefined;
      const below = lowerBound(sorted, value) - lowerBound(own, value);
      const upTo = upperBound(sorted, value) - upperBound(own, value);
      return (100 * (below + upTo)) / 2 / n;
    },
  };
}

const NOBODY = new Float64Array(0);

/** The known values of these offices, ascending. */
function knownOf(values: Float64Array, members: ArrayLike<number>): Float64Array {
  const found = new Float64Array(members.length);
  let n = 0;
  for (let m = 0; m < members.length; m++) {
    const v = values[members[m] ?? -1] ?? Number.NaN;
    if (!Number.isNaN(v)) found[n++] = v;
  }
  const known = n === found.length ? found : found.slice(0, n);
  return n > 1 ? known.toSorted() : known;
}

/**
 * Σ numerator ÷ Σ denominator over the peers, leaving the own company out. Offices with NaN are left out.
 * @returns undefined where the denominator is zero
 */
export function peerShare(
  numerator: Float64Array,
  denominator: Float64Array,
): (group: PeerGroup, companyId: string) => number | undefined {
  const totals = new Map<PeerGroup, readonly [number, number]>();
  const sum = (members: Iterable<number>): readonly [number, number] => {
    let top = 0;
    let bottom = 0;
    for (const i of members) {
      const a = numerator[i] ?? Number.NaN;
      const b = denominator[i] ?? Number.NaN;
      if (Number.isNaN(a) || Number.isNaN(b)) continue;
      top += a;
      bottom += b;
    }
    return [top, bottom];
  };
  return (group, companyId) => {
    let total = totals.get(group);
    if (!total) totals.set(group, (total = sum(group.members)));
    const [ownTop, ownBottom] = sum(group.byCompany.get(companyId) ?? []);
    const bottom = total[1] - ownBottom;
    return bottom > 1e-9 ? Math.max(0, (total[0] - ownTop) / bottom) : undefined;
  };
}
