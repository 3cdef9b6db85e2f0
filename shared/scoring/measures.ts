import type { BookFacts } from './book.ts';
import { featureInPlan } from './activity.ts';
import { numbers, officesWith } from './columns.ts';
import type { Usage } from './usage.ts';
import type { WeeklySums } from './weekly-sums.ts';
import { newestAt, sumRises } from './windows.ts';

/** Numbers of one office beside its activity; NaN = not available. */
export interface Measures {
  readonly logins28: Float64Array;
  readonly logins84: Float64Array;
  /** Observed share of the last 84 days. */
  readonly loginCoverage: Float64Array;
  /** Distinct hosts of 28 days, or, where that is missing, host-days per open day (`hostsDaily` = 1). */
  readonly hosts: Float64Array;
  readonly hostsDaily: Uint8Array;
  /** The same over the time before: mean of the windows that ended 28 and 56 days earlier. */
  readonly hostsBefore: Float64Array;
  readonly sev1: Float64Array;
  readonly tickets: Float64Array;
  readonly featuresUsed: Float64Array;
  readonly featuresEnabled: Float64Array;
  readonly featuresUnknown: Float64Array;
  /** Features used now − used 12 weeks ago, over those known at both times. */
  readonly featuresGained: Float64Array;
}

/** Half of a window must be observed before its sum means anything. */
const ENOUGH = 0.5;

/**
 * @param expectedDays days of the last 84 on which each office should have a row
 * @param sums as of a day `back` weeks after that of the book
 */
export function readMeasures(
  book: BookFacts,
  usage: Usage,
  expectedDays: Float64Array,
  gridDays: number,
  sums: WeeklySums,
  back: number,
): Measures {
  const n = book.offices.length;
  const nan = () => new Float64Array(n).fill(Number.NaN);
  const m = {
    logins28: nan(),
    logins84: nan(),
    loginCoverage: new Float64Array(n),
    hosts: nan(),
    hostsDaily: new Uint8Array(n),
    hostsBefore: nan(),
    sev1: nan(),
    tickets: nan(),
    featuresUsed: nan(),
    featuresEnabled: nan(),
    featuresUnknown: new Float64Array(n),
    featuresGained: nan(),
  };

  const month = sums('admin_logins', back, 4);
  const quarter = sums('admin_logins', back, 12);
  const distinct = book.measures.get('active_hosts_28d');
  const now = newestAt(distinct, book.asOf, n);
  const ago28 = newestAt(distinct, book.asOf - 28, n);
  const ago56 = newestAt(distinct, book.asOf - 56, n);
  const daily = openDaySums(book, usage, gridDays, now);
  const severe = book.measures.has('tickets_sev1_opened')
    ? sums('tickets_sev1_opened', back, 8)
    : sumRises(book.measures.get('tickets_sev1_open'), book.asOf, 56, n);
  const opened = sums('tickets_opened', back, 12);

  for (let i = 0; i < n; i++) {
    const days = expectedDays[i] ?? 84;
    const days28 = Math.min(28, days);
    const seen28 = month.observed[i] ?? 0;
    const seen84 = quarter.observed[i] ?? 0;
    m.loginCoverage[i] = days > 0 ? Math.min(1, seen84 / days) : 0;
    // Sums over the observed days, scaled to the days that should be there: a missing row is not a zero.
    if (seen84 >= ENOUGH * days && seen84 > 0) {
      m.logins84[i] = ((quarter.sum[i] ?? 0) * Math.max(days, seen84)) / seen84;
    }
    if (seen28 >= ENOUGH * days28 && seen28 > 0) {
      m.logins28[i] = ((month.sum[i] ?? 0) * Math.max(days28, seen28)) / seen28;
    }
    if (!Number.isNaN(now[i] ?? Number.NaN)) {
      m.hosts[i] = now[i] ?? 0;
      const a = ago28[i] ?? Number.NaN;
      const b = ago56[i] ?? Number.NaN;
      m.hostsBefore[i] = Number.isNaN(a) ? b : Number.isNaN(b) ? a : (a + b) / 2;
    } else {
      m.hostsDaily[i] = 1;
      m.hosts[i] = daily.now[i] ?? Number.NaN;
      m.hostsBefore[i] = daily.before[i] ?? Number.NaN;
    }
    if ((severe.observed[i] ?? 0) >= ENOUGH * Math.min(56, days)) m.sev1[i] = severe.sum[i] ?? 0;
    if ((opened.observed[i] ?? 0) >= ENOUGH * days) m.tickets[i] = opened.sum[i] ?? 0;
  }
  countFeatures(book, m);
  return m;
}

/** Host-days per open day over the last 28 days and the 56 before, where distinct hosts are not known. */
function openDaySums(book: BookFacts, usage: Usage, gridDays: number, distinct: Float64Array) {
  const n = book.offices.length;
  const wanted = officesWith(n, (i) => Number.isNaN(distinct[i] ?? Number.NaN));
  const grid = book.measures.get('active_hosts');
  const sums = [0, 1, 2, 3].map(() => new Float64Array(n));
  const [sumNow, openNow, sumBefore, openBefore] = sums;
  if (grid && wanted.length > 0 && sumNow && openNow && sumBefore && openBefore) {
    const from = Math.max(0, book.asOf - 83 - grid.firstDay);
    for (let d = from; d < grid.days && grid.firstDay + d <= book.asOf; d++) {
      const ago = book.asOf - grid.firstDay - d;
      const [sum, open] = ago < 28 ? [sumNow, openNow] : [sumBefore, openBefore];
      for (const i of wanted) {
        const y = grid.values[d * n + i] ?? Number.NaN;
        if (Number.isNaN(y) || y < 0) continue;
        sum[i] = (sum[i] ?? 0) + y;
        if (usage.isOpen(gridDays - 1 - ago, i)) open[i] = (open[i] ?? 0) + 1;
      }
    }
  }
  const rate = (sum: Float64Array | undefined, open: Float64Array | undefined) =>
    numbers(n, (i) => {
      const days = open?.[i] ?? 0;
      return days >= 5 ? (sum?.[i] ?? 0) / days : Number.NaN;
    });
  return { now: rate(sumNow, openNow), before: rate(sumBefore, openBefore) };
}

/** Only features in the plan and switched on count; an unknown switch or unknown events count nowhere. */
function countFeatures(
  book: BookFacts,
  m: Pick<Measures, 'featuresUsed' | 'featuresEnabled' | 'featuresUnknown' | 'featuresGained'>,
): void {
  for (let i = 0; i < book.offices.length; i++) {
    let known = 0;
    let used = 0;
    let enabled = 0;
    let both = 0;
    let gained = 0;
    let unknown = 0;
    for (const feature of book.features) {
      if (featureInPlan(feature, i) !== true) continue;
      const on = feature.enabled[i] ?? Number.NaN;
      const events = feature.eventsNow[i] ?? Number.NaN;
      if (Number.isNaN(on) || (on === 1 && Number.isNaN(events))) {
        unknown++;
        continue;
      }
      known++;
      if (on !== 1) continue;
      enabled++;
      if (events > 0) used++;
      const then = feature.eventsThen[i] ?? Number.NaN;
      if (Number.isNaN(then)) continue;
      both++;
      gained += (events > 0 ? 1 : 0) - (then > 0 ? 1 : 0);
    }
    m.featuresUnknown[i] = unknown;
    if (known > 0) {
      m.featuresUsed[i] = used;
      m.featuresEnabled[i] = enabled;
    }
    if (both > 0) m.featuresGained[i] = gained;
  }
}
