import type { PartCode, PartInput } from './adoption.ts';
import type { Scales } from './book.ts';
import * as map from './parts.ts';
import { weeksOf, type Prepared } from './prepared.ts';
import { ONBOARDING_DAYS } from './ramp.ts';
import { capitalised, count, direction, plural, short, signedPercent } from './words.ts';

/** What the parts of one office are compared with; undefined where there is nothing to compare with. */
export interface Yardsticks {
  readonly reachShare: number | undefined;
  readonly breadthShare: number | undefined;
  /** Mean admin logins of 84 days over the book. */
  readonly loginMean: number | undefined;
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

/** Events of 84 days and what offices of this size and kind reach in the same time; undefined without an expectation. */
export function levelInput(p: Prepared, i: number): { y: number; expected: number } | undefined {
  const office = p.book.offices[i];
  if (!p.levelModel || !office || (p.quality.level[i] ?? 0) === 0) return undefined;
  const { windows } = p.usage;
  const x = (windows.x1[i] ?? 0) + (windows.x0[i] ?? 0);
  return {
    y: (windows.y1[i] ?? 0) + (windows.y0[i] ?? 0),
    expected: p.levelModel.rateOf(office) * x * rampMean(p, i),
  };
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

/** The components of one office with the sentences that belong to them. */
export function partsOf(p: Prepared, i: number, by: Yardsticks, scales: Scales): PartInput[] {
  const part = (
    code: PartCode,
    component: map.Component | undefined,
    text: () => string,
  ): PartInput => ({
    code,
    applicable: p.applicable[code][i] === 1,
    component,
    quality: component ? (p.quality[code][i] ?? 0) : 0,
    text: () =>
      p.applicable[code][i] !== 1
        ? NOT_IN_PLAN[code]
        : component
          ? text()
          : `${MISSING[code]}: counts as a neutral 50`,
  });
  const m = p.measures;
  const noun = () => capitalised(nounOf(p, i));
  const n = p.book.offices.length;

  const at = levelInput(p, i);
  const levelText = () =>
    at === undefined
      ? ''
      : `${plural(at.y, 'visitor')} ${spanOf(p, i)}; ${short(at.expected)} expected ${p.employeesKnown[i] ? `for ${count(p.employees[i] ?? 0)} employees` : '(headcount missing)'}`;

  const share = by.reachShare === undefined ? 0 : by.reachShare * rampNow(p, i);
  const hosts = m.hosts[i] ?? Number.NaN;
  const employees = p.employees[i] ?? Number.NaN;
  const reach =
    (p.quality.reach[i] ?? 0) > 0 && share > 0
      ? map.reach(hosts, employees, share, scales.reach)
      : undefined;
  const among = () =>
    p.employeesKnown[i]
      ? `${count(employees)} employees`
      : `about ${count(employees)} employees (headcount missing: the median of its segment)`;
  const reachText = () =>
    m.hostsDaily[i]
      ? `${short(hosts)} hosts per open day for ${among()} (peers ${percent(share)}); distinct hosts of 28 days are not delivered`
      : `${count(hosts)} of ${among()} hosted in 28 days (peers ${percent(share)})`;

  const used = m.featuresUsed[i] ?? Number.NaN;
  const enabled = m.featuresEnabled[i] ?? Number.NaN;
  const breadth =
    (p.quality.breadth[i] ?? 0) > 0 && by.breadthShare !== undefined
      ? map.breadth(used, enabled, by.breadthShare)
      : undefined;

  const trend = p.trends.at(i);
  const weeks = weeksOf(p.usage, n, i);
  const logins = m.logins84[i] ?? Number.NaN;
  const loginMean =
    by.loginMean === undefined
      ? undefined
      : by.loginMean * Math.min(1, (p.ageDays[i] ?? 84) / ONBOARDING_DAYS);
  return [
    part('level', at && map.level(at.y, at.expected, scales.level), levelText),
    part('reach', reach, reachText),
    part(
      'breadth',
      breadth,
      () =>
        `${count(used)} of ${plural(enabled, 'enabled feature')} used in 28 days (peers ${percent(by.breadthShare ?? 0)})`,
    ),
    part(
      'trend',
      trend && (p.quality.trend[i] ?? 0) > 0 ? map.trend(trend.mean, trend.sd) : undefined,
      () =>
        trend
          ? `${noun()} ${direction(Math.exp(trend.mean) - 1)} against the calendar in 4 weeks (likely ${signedPercent(Math.exp(trend.q10) - 1)} to ${signedPercent(Math.exp(trend.q90) - 1)})`
          : '',
    ),
    part(
      'regularity',
      weeks.weeks > 0 && (p.quality.regularity[i] ?? 0) > 0
        ? map.regularity(weeks.active, weeks.weeks)
        : undefined,
      () => `${noun()} in ${weeks.active} of the last ${plural(weeks.weeks, 'working week')}`,
    ),
    part(
      'admin',
      (p.quality.admin[i] ?? 0) > 0 && loginMean !== undefined
        ? map.admin(logins, loginMean, scales.admin)
        : undefined,
      () => `${plural(logins, 'admin login')} ${spanOf(p, i)} (average ${short(loginMean ?? 0)})`,
    ),
  ];
}

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
