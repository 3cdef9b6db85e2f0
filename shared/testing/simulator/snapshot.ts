import type {
  BookFacts,
  EarlierFacts,
  FeatureFacts,
  Grid,
  OfficeAttributes,
} from '../../scoring/book.ts';
import type { ScoreSettings } from '../../scoring/settings.ts';
import { hash, hashUnit, sigmoid } from '../sample/random.ts';
import type { Simulation } from './simulate.ts';
import { weeksToRenewal } from './world.ts';

/** Weeks of which it is known how things stood then. */
const KNOWN_WEEKS = 20;
/** Weeks of the measures that only recent windows read: tickets and logins of 12, looked at as of any of these weeks. */
const RECENT_WEEKS = 13 + KNOWN_WEEKS;
/** Closed offices stay in a book: that one closed says something of the others of its account. */
const KEPT_WEEKS = 52;
const FEATURES = 8;
const get = (values: ArrayLike<number>, i: number) => values[i] ?? 0;

/** A snapshot that leaves the world as it was known: nothing later than the end of week `week` is in it. */
export interface Snapshot {
  readonly week: number;
  readonly book: BookFacts;
  /** Index in the simulation of each office of the book. */
  readonly index: Int32Array;
}

/** @param knownWeeks weeks of which it is told how things stood then: bands are made of them */
export function snapshotAt(
  sim: Simulation,
  week: number,
  settings: ScoreSettings,
  knownWeeks = KNOWN_WEEKS,
): Snapshot {
  const { offices, life, firstDay } = sim;
  const index = Int32Array.from(
    offices.flatMap((o, i) => {
      const end = get(life.endWeek, i);
      return o.startWeek <= week && (end < 0 || week - KEPT_WEEKS <= end) ? [i] : [];
    }),
  );
  const n = index.length;
  const days = 7 * week + 7;
  const daily = (values: Float32Array): Grid => {
    const grid = new Float32Array(days * n);
    for (let d = 0, at = 0; d < days; d++) {
      const row = d * offices.length;
      for (let j = 0; j < n; j++, at++) grid[at] = values[row + get(index, j)] ?? Number.NaN;
    }
    return { firstDay, days, offices: n, values: grid };
  };
  const visitors = daily(sim.counts.visitors);
  const recent = recentGrids(sim, week, index, visitors);
  const book: BookFacts = {
    asOf: firstDay + days - 1,
    offices: Array.from(index, (i) => attributes(sim, i, week)),
    measures: new Map([
      ['visitors', visitors],
      ['deliveries', daily(sim.counts.deliveries)],
      ...recent,
    ]),
    features: features(sim, week, index),
    earlier: new Map(
      Array.from({ length: Math.min(knownWeeks, week) }, (_, back) => [
        firstDay + days - 1 - 7 * back,
        earlier(sim, week - back, index),
      ]),
    ),
    settings,
  };
  return { week, book, index };
}

/** Weekly counts put on days: a count falls on one weekday of its week, a level holds for all seven. */
function recentGrids(
  sim: Simulation,
  week: number,
  index: Int32Array,
  rows: Grid,
): [string, Grid][] {
  const n = index.length;
  const from = Math.max(0, week + 1 - RECENT_WEEKS);
  const days = 7 * (week + 1 - from);
  const make = (values: Float32Array, lane: number | undefined): Grid => {
    const grid = new Float32Array(days * n);
    for (let j = 0; j < n; j++) {
      const i = get(index, j);
      for (let d = 0; d < days; d++) {
        const w = from + Math.floor(d / 7);
        const day = 7 * from + d;
        const all = values[w * sim.offices.length + i] ?? Number.NaN;
        const on = lane === undefined || d % 7 === (hash(sim.seed, i, w, lane) >>> 0) % 5;
        // A day without a row is unknown in every measure.
        const unknown = Number.isNaN(rows.values[day * n + j] ?? Number.NaN);
        grid[d * n + j] = unknown ? Number.NaN : on ? all : 0;
      }
    }
    return { firstDay: sim.firstDay + 7 * from, days, offices: n, values: grid };
  };
  const { hosts, logins, tickets, sev1 } = sim.counts;
  return [
    ['active_hosts_28d', make(hosts, undefined)],
    ['admin_logins', make(logins, 1)],
    ['tickets_opened', make(tickets, 2)],
    ['tickets_sev1_opened', make(sev1, 2)],
  ];
}

function features(sim: Simulation, week: number, index: Int32Array): FeatureFacts[] {
  const used = (f: number, i: number, at: number) => {
    const cell = at * sim.offices.length + i;
    const stuck = sim.offices[i]?.stuck ? 1 : 0;
    if (at < 0 || Number.isNaN(sim.rates.visitors[cell] ?? Number.NaN)) return Number.NaN;
    if (get(sim.rates.visitors, cell) === Number.NEGATIVE_INFINITY) return 0;
    const p = sigmoid(
      0.5 +
        0.8 * get(sim.life.health, cell) +
        get(sim.rates.decline, cell) +
        get(sim.rates.post, cell) -
        stuck,
    );
    // Four weeks share all but one with those a week earlier: each feature is drawn anew every fourth week only.
    const month = Math.floor((at + ((i + f) % 4)) / 4);
    return hashUnit(sim.seed, i, month, 10 + f) < p ? 5 : 0;
  };
  return Array.from({ length: FEATURES }, (_, f): FeatureFacts => {
    const has = Float32Array.from(index, (i) => (f < (sim.offices[i]?.enabled ?? 0) ? 1 : 0));
    const events = (at: number) =>
      Float32Array.from(index, (i, j) => (has[j] ? used(f, i, at) : 0));
    return {
      key: `feature_${f + 1}`,
      entitled: has,
      enabled: has,
      eventsNow: events(week),
      eventsThen: events(week - 12),
    };
  });
}

/** What was known at the end of a week. */
function earlier(sim: Simulation, week: number, index: Int32Array): EarlierFacts {
  const answers = Array.from(index, (i) => newestAnswer(sim, i, week));
  return {
    features: features(sim, week, index),
    overdueDays: Float32Array.from(
      index,
      (i) => sim.counts.overdue[week * sim.offices.length + i] ?? Number.NaN,
    ),
    nps: Float32Array.from(answers, (nps) => nps?.answer ?? Number.NaN),
    npsOn: Float32Array.from(answers, (nps) => nps?.on ?? Number.NaN),
    renewalOn: Float32Array.from(index, (i) => renewalAfter(sim, i, week) ?? Number.NaN),
  };
}

/** An annual contract renews once a year, whatever was said of it. */
function renewalAfter(sim: Simulation, i: number, week: number): number | null {
  const o = sim.offices[i];
  return o?.annual ? sim.firstDay + 7 * (week + weeksToRenewal(o, week)) + 6 : null;
}

function newestAnswer(sim: Simulation, i: number, week: number) {
  let nps: { answer: number; on: number } | undefined;
  for (let w = Math.max(0, week - 40); w <= week; w++) {
    const answer = get(sim.counts.nps, w * sim.offices.length + i);
    if (answer >= 0) nps = { answer, on: sim.firstDay + 7 * w + 6 };
  }
  return nps;
}

function attributes(sim: Simulation, i: number, week: number): OfficeAttributes {
  const { offices, life, firstDay, counts } = sim;
  const o = offices[i];
  if (!o) throw new Error(`no office ${i}`);
  const asOf = firstDay + 7 * week + 6;
  const start = firstDay + 7 * o.startWeek;
  const notice = get(life.noticeWeek, i);
  const known = notice >= 0 && notice <= week;
  const end = get(life.endWeek, i);
  const ended = end >= 0 && end < week;
  const lastSeen = ended ? firstDay + 7 * end + 6 : asOf;
  const nps = newestAnswer(sim, i, week);
  return {
    companyId: `c${o.company}`,
    locationId: `l${i}`,
    segment: null,
    industry: `industry_${o.industry + 1}`,
    plan: `plan_${o.plan + 1}`,
    region: `region_${o.region + 1}`,
    employees: o.deliveredEmployees,
    arr: o.arr,
    status: ended ? 'closed' : 'active',
    openedOn: start,
    licensedOn: start,
    noticeOn: known ? firstDay + 7 * notice + 6 : null,
    cancelledOn: ended ? lastSeen : null,
    contractStartOn: start,
    renewalOn: renewalAfter(sim, i, week),
    contractTermMonths: o.annual ? 12 : 1,
    noticeDays: null,
    overdueDays: get(counts.overdue, week * offices.length + i),
    nps: nps?.answer ?? null,
    npsOn: nps?.on ?? null,
    usageAsOf: asOf,
    supportAsOf: asOf,
    billingAsOf: asOf,
    crmAsOf: asOf,
    firstSeen: Math.max(start, firstDay),
    lastSeen,
    lastActiveOn: null,
    arrBefore: null,
  };
}
