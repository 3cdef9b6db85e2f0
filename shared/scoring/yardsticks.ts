import { DEFAULT_SCALES } from './settings.ts';
import type { Scales } from './book.ts';
import { officesWith } from './columns.ts';
import { clip, robustSd } from './maths.ts';
import { levelAt, type Yardsticks } from './office-parts.ts';
import { adminRaw, reachRaw } from './parts.ts';
import { peerShare } from './peer-statistics.ts';
import type { Peers } from './peers.ts';
import type { Prepared } from './prepared.ts';

/** From this many offices on the scales are estimated from the book. */
const MIN_OFFICES = 100;
/** A share of zero would make every log ratio infinite. */
const SMALLEST_SHARE = 1e-4;

/** What each office is compared with: its peers of other companies, or the whole book below the peer floor. */
export function yardsticks(
  p: Prepared,
  peers: readonly (Peers | undefined)[],
  scored: Uint8Array,
): readonly Yardsticks[] {
  const n = p.book.offices.length;
  const m = p.measures;
  const employees = only(p.employees, (i) => p.employeesKnown[i] === 1);
  const everyone = everybody(scored);
  const shareOf = (top: Float64Array, bottom: Float64Array) => {
    const of = peerShare(top, bottom);
    const book = of(everyone);
    return (i: number): number | undefined => {
      const own = peers[i];
      const share = (own && of(own)) ?? book;
      return share === undefined ? undefined : Math.max(SMALLEST_SHARE, share);
    };
  };
  // Distinct hosts and hosts per open day are different quantities: each has a yardstick of its own.
  const hostable = (i: number) => scored[i] === 1 && p.applicable.reach[i] === 1;
  const distinct = shareOf(
    only(m.hosts, (i) => hostable(i) && !m.hostsDaily[i]),
    employees,
  );
  const daily = shareOf(
    only(m.hosts, (i) => hostable(i) && m.hostsDaily[i] === 1),
    employees,
  );
  const breadth = shareOf(
    only(m.featuresUsed, (i) => scored[i] === 1),
    m.featuresEnabled,
  );
  let logins = 0;
  let known = 0;
  for (let i = 0; i < n; i++) {
    const value = m.logins84[i] ?? Number.NaN;
    if (!scored[i] || Number.isNaN(value)) continue;
    logins += value;
    known++;
  }
  const loginMean = known === 0 ? undefined : logins / known;
  return Array.from({ length: n }, (_, i) => ({
    reachShare: m.hostsDaily[i] ? daily(i) : distinct(i),
    breadthShare: breadth(i),
    loginMean,
  }));
}

function only(values: Float64Array, keep: (i: number) => boolean): Float64Array {
  return values.map((v, i) => (keep(i) ? v : Number.NaN));
}

/** All scored offices, nobody left out. */
function everybody(scored: Uint8Array): Pick<Peers, 'group' | 'own'> {
  const members = officesWith(scored.length, (i) => scored[i] === 1);
  return {
    group: { members, byCompany: new Map(), sharing: [] },
    own: new Int32Array(0),
  };
}

/** Robust standard deviation of level, reach and admin engagement over the scored offices. */
export function scalesOf(p: Prepared, sticks: readonly Yardsticks[], scored: Uint8Array): Scales {
  const level: number[] = [];
  const reach: number[] = [];
  const admin: number[] = [];
  sticks.forEach((by, i) => {
    if (!scored[i]) return;
    const at = levelAt(p, i);
    if (!Number.isNaN(at)) level.push(at);
    if (by.reachShare !== undefined && (p.quality.reach[i] ?? 0) > 0) {
      reach.push(reachRaw(p.measures.hosts[i] ?? 0, p.employees[i] ?? 0, by.reachShare));
    }
    const logins = p.measures.logins84[i] ?? Number.NaN;
    if (by.loginMean !== undefined && !Number.isNaN(logins)) {
      admin.push(adminRaw(logins, by.loginMean));
    }
  });
  return {
    level: scaleOf(level, DEFAULT_SCALES.level),
    reach: scaleOf(reach, DEFAULT_SCALES.reach),
    admin: scaleOf(admin, DEFAULT_SCALES.admin),
  };
}

/** Within a factor of three of the usual scale, so that an odd book does not flatten or split every score. */
function scaleOf(values: readonly number[], usual: number): number {
  if (values.length < MIN_OFFICES) return usual;
  return clip(robustSd(values) ?? usual, usual / 3, usual * 3);
}
