import { DEFAULT_SCALES } from './settings.ts';
import type { Scales } from './book.ts';
import { numbers, officesWith } from './columns.ts';
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
): Yardsticks {
  const n = p.book.offices.length;
  const m = p.measures;
  const everyone = everybody(scored);
  const shareOf = (top: Float64Array, bottom: Float64Array) => {
    const of = peerShare(top, bottom);
    const book = of(everyone);
    return (i: number): number => {
      const own = peers[i];
      const share = (own && of(own)) ?? book;
      return share === undefined ? Number.NaN : Math.max(SMALLEST_SHARE, share);
    };
  };
  // Distinct hosts and hosts per open day are different quantities: each has a yardstick of its own.
  const hosts = (daily: number) =>
    only(
      m.hosts,
      (i) => scored[i] === 1 && p.applicable.reach[i] === 1 && m.hostsDaily[i] === daily,
    );
  const employees = only(p.employees, (i) => p.employeesKnown[i] === 1);
  const distinct = shareOf(hosts(0), employees);
  const daily = shareOf(hosts(1), employees);
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
  return {
    reachShare: numbers(n, (i) => (m.hostsDaily[i] ? daily(i) : distinct(i))),
    breadthShare: numbers(n, breadth),
    loginMean: known === 0 ? Number.NaN : logins / known,
  };
}

function only(values: Float64Array, keep: (i: number) => boolean): Float64Array {
  return numbers(values.length, (i) => (keep(i) ? (values[i] ?? Number.NaN) : Number.NaN));
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
export function scalesOf(p: Prepared, by: Yardsticks, scored: Uint8Array): Scales {
  const level: number[] = [];
  const reach: number[] = [];
  const admin: number[] = [];
  for (let i = 0; i < scored.length; i++) {
    if (!scored[i]) continue;
    const at = levelAt(p, i);
    if (!Number.isNaN(at)) level.push(at);
    const share = by.reachShare[i] ?? Number.NaN;
    if (!Number.isNaN(share) && (p.quality.reach[i] ?? 0) > 0) {
      reach.push(reachRaw(p.measures.hosts[i] ?? 0, p.employees[i] ?? 0, share));
    }
    const logins = p.measures.logins84[i] ?? Number.NaN;
    if (!Number.isNaN(by.loginMean) && !Number.isNaN(logins)) {
      admin.push(adminRaw(logins, by.loginMean));
    }
  }
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
