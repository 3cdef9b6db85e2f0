import { PARTS, type PartCode, type PartInput } from './adoption.ts';
import type { Scales } from './book.ts';
import * as map from './parts.ts';
import type { Prepared } from './prepared.ts';
import { ONBOARDING_DAYS } from './ramp.ts';
import { capitalised, count, direction, plural, short, signedPercent } from './words.ts';

/** What the parts are compared with. */
export interface Yardsticks {
  /** Share of people who host among the peers of each office; NaN = nothing to compare with. */
  readonly reachShare: Float64Array;
  /** Share of the enabled features that they use. */
  readonly breadthShare: Float64Array;
  /** Mean admin logins of 84 days over the book. */
  readonly loginMean: number;
}

/** Raw visitors, deliveries … of the last 28 days against the 56 before, per observed day, as a ratio − 1; NaN = unknown. */
export function rawChange(p: Prepared, i: number): number {
  const { y1, n1, y0, n0 } = p.usage.windows;
  const days1 = n1[i] ?? 0;
  const days0 = n0[i] ?? 0;
  const before = y0[i] ?? 0;
  if (days1 < 7 || days0 < 14 || before === 0) return Number.NaN;
  return (y1[i] ?? 0) / days1 / (before / days0) - 1;
}

export function nounOf(p: Prepared, i: number): string {
  return p.book.settings.activities[p.activity.kind[i] ?? -1]?.noun ?? 'events';
}

/** The time the 84-day windows cover for this office. */
function spanOf(p: Prepared, i: number): string {
  return (p.ageDays[i] ?? 0) >= ONBOARDING_DAYS ? 'in 12 weeks' : 'since going live';
}

/** Events of 84 days. */
function eventsOf(p: Prepared, i: number): number {
  return (p.usage.windows.y1[i] ?? 0) + (p.usage.windows.y0[i] ?? 0);
}

/** Events that offices of this size and kind reach in the same time; NaN without an expectation. */
function expectedEvents(p: Prepared, i: number): number {
  if ((p.quality.level[i] ?? 0) === 0) return Number.NaN;
  const { x1, x0 } = p.usage.windows;
  return (p.expectedRates[i] ?? Number.NaN) * ((x1[i] ?? 0) + (x0[i] ?? 0)) * rampMean(p, i);
}

/** Level on the scale that is divided by the book's; NaN without an expectation. */
export function levelAt(p: Prepared, i: number): number {
  const expected = expectedEvents(p, i);
  return Number.isNaN(expected) ? Number.NaN : map.levelRaw(eventsOf(p, i), expected);
}

/** Mean of the ramp since going live for a new office; 1 afterwards. */
function rampMean(p: Prepared, i: number): number {
  const age = p.ageDays[i] ?? 0;
  if (age >= ONBOARDING_DAYS) return 1;
  let sum = 0;
  for (let d = 0; d < age; d++) sum += p.ramp.at(d);
  return age > 0 ? sum / age : 1;
}

function rampNow(p: Prepared, i: number): number {
  const age = p.ageDays[i] ?? 0;
  return age >= ONBOARDING_DAYS ? 1 : Math.max(0.02, p.ramp.at(age));
}

/** Peers' share of hosts that an office of its age is compared with. */
function hostShare(p: Prepared, i: number, by: Yardsticks): number {
  return (by.reachShare[i] ?? Number.NaN) * rampNow(p, i);
}

/** Mean logins of the book over as many days as the office has been live. */
function loginsExpected(p: Prepared, i: number, { loginMean }: Yardsticks): number {
  return loginMean * Math.min(1, (p.ageDays[i] ?? 84) / ONBOARDING_DAYS);
}

/** One component of adoption; undefined where it should exist but is missing. */
export function componentAt(
  p: Prepared,
  i: number,
  code: PartCode,
  by: Yardsticks,
  scales: Scales,
): map.Component | undefined {
  if ((p.quality[code][i] ?? 0) === 0) return undefined;
  const m = p.measures;
  switch (code) {
    case 'level': {
      const expected = expectedEvents(p, i);
      return Number.isNaN(expected) ? undefined : map.level(eventsOf(p, i), expected, scales.level);
    }
    case 'reach': {
      const share = hostShare(p, i, by);
      const [hosts, employees] = [m.hosts[i] ?? Number.NaN, p.employees[i] ?? Number.NaN];
      return share > 0 ? map.reach(hosts, employees, share, scales.reach) : undefined;
    }
    case 'breadth': {
      const [used, enabled] = [m.featuresUsed[i] ?? Number.NaN, m.featuresEnabled[i] ?? Number.NaN];
      const share = by.breadthShare[i] ?? Number.NaN;
      return Number.isNaN(share) ? undefined : map.breadth(used, enabled, share);
    }
    case 'trend':
      return map.trend(p.trends.mean[i] ?? Number.NaN, p.trends.sd[i] ?? Number.NaN);
    case 'regularity':
      return map.regularity(p.weeks.active[i] ?? 0, p.weeks.known[i] ?? 0);
    case 'admin':
      return Number.isNaN(by.loginMean)
        ? undefined
        : map.admin(m.logins84[i] ?? Number.NaN, loginsExpected(p, i, by), scales.admin);
  }
}

/** The components of one office with the sentences that belong to them. */
export function partsOf(p: Prepared, i: number, by: Yardsticks, scales: Scales): PartInput[] {
  return PARTS.map((code): PartInput => {
    const applicable = p.applicable[code][i] === 1;
    const component = componentAt(p, i, code, by, scales);
    return {
      code,
      applicable,
      component,
      quality: component ? (p.quality[code][i] ?? 0) : 0,
      text: () =>
        !applicable
          ? NOT_IN_PLAN[code]
          : component
            ? TEXT[code](p, i, by)
            : `${MISSING[code]}: counts as a neutral 50`,
    };
  });
}

const TEXT: Readonly<Record<PartCode, (p: Prepared, i: number, by: Yardsticks) => string>> = {
  level: (p, i) =>
    `${plural(eventsOf(p, i), 'visitor')} ${spanOf(p, i)}; ${short(expectedEvents(p, i))} expected ${p.employeesKnown[i] ? `for ${count(p.employees[i] ?? 0)} employees` : '(headcount missing)'}`,
  reach(p, i, by) {
    const [hosts, employees] = [p.measures.hosts[i] ?? 0, count(p.employees[i] ?? 0)];
    const share = percent(hostShare(p, i, by));
    const among = p.employeesKnown[i]
      ? `${employees} employees`
      : `about ${employees} employees (headcount missing: the median of its segment)`;
    return p.measures.hostsDaily[i]
      ? `${short(hosts)} hosts per open day for ${among} (peers ${share}); distinct hosts of 28 days are not delivered`
      : `${count(hosts)} of ${among} hosted in 28 days (peers ${share})`;
  },
  breadth: ({ measures: m }, i, by) =>
    `${count(m.featuresUsed[i] ?? 0)} of ${plural(m.featuresEnabled[i] ?? 0, 'enabled feature')} used in 28 days (peers ${percent(by.breadthShare[i] ?? 0)})`,
  trend(p, i) {
    const trend = p.trends.at(i);
    if (!trend) return '';
    const change = (ell: number) => Math.exp(ell) - 1;
    return `${capitalised(nounOf(p, i))} ${direction(change(trend.mean))} against the calendar in 4 weeks (likely ${signedPercent(change(trend.q10))} to ${signedPercent(change(trend.q90))})`;
  },
  regularity: (p, i) =>
    `${capitalised(nounOf(p, i))} in ${p.weeks.active[i] ?? 0} of the last ${plural(p.weeks.known[i] ?? 0, 'working week')}`,
  admin: (p, i, by) =>
    `${plural(p.measures.logins84[i] ?? 0, 'admin login')} ${spanOf(p, i)} (average ${short(loginsExpected(p, i, by))})`,
};

const MISSING: Readonly<Record<PartCode, string>> = {
  level: 'Level not available',
  reach: 'Hosts or headcount not available',
  breadth: 'Feature use not available',
  trend: 'Trend not available',
  regularity: 'Weekly use not available',
  admin: 'Admin logins not available',
};

/** Why a component is left out and the others weigh more. */
const NOT_IN_PLAN: Readonly<Record<PartCode, string>> = {
  level: 'Visitor sign-in is not in the plan: left out',
  reach: 'Visitor sign-in is not in the plan: left out',
  breadth: 'Left out',
  trend: 'A trend needs 12 weeks of use: left out',
  regularity: 'No activity is in the plan: left out',
  admin: 'Left out',
};

function percent(share: number): string {
  const value = share * 100;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)}%`;
}
