import { NPS_DAYS } from './office-dates.ts';
import { nounOf, rawChange } from './office-parts.ts';
import type { Prepared } from './prepared.ts';
import { workingDaysSilent } from './usage.ts';
import { STALLED_CHANCE, STALLED_FROM_DAYS, stalledProbability, ONBOARDING_DAYS } from './ramp.ts';
import * as points from './terms.ts';
import { USAGE_TERMS, type TermCode } from './terms.ts';
import {
  capitalised,
  count,
  date,
  direction,
  oneIn,
  plural,
  short,
  signedPercent,
} from './words.ts';

/** One term of one office before the peers are known. */
export interface Term {
  /** Raw quantity; NaN = not available. */
  readonly value: number;
  readonly points: number;
}

const NOT_AVAILABLE: Term = { value: Number.NaN, points: 0 };
/** Stalled onboarding matters for the first half year. */
const STALLED_UNTIL_DAYS = 182;
/** ARR moves by a few percent with exchange rates and rounding. */
const CONTRACTION = 0.98;

/**
 * One term of one office.
 * @param adoption its adoption score; NaN = none
 */
export function termAt(p: Prepared, i: number, code: TermCode, adoption: number): Term {
  const unused =
    USAGE_TERMS.has(code) &&
    (p.placed[i]?.state === 'onboarding' || p.dates[i]?.usageFresh !== true);
  return unused ? NOT_AVAILABLE : READ[code](p, i, adoption);
}

/** All terms of one office. */
export function termsOf(
  p: Prepared,
  i: number,
  adoption: number,
): Readonly<Record<TermCode, Term>> {
  const read = (code: TermCode): Term => termAt(p, i, code, adoption);
  return {
    trend: read('trend'),
    silence: read('silence'),
    adoption: read('adoption'),
    breadth_change: read('breadth_change'),
    hosts_trend: read('hosts_trend'),
    admin_trend: read('admin_trend'),
    sev1: read('sev1'),
    tickets: read('tickets'),
    nps: read('nps'),
    overdue: read('overdue'),
    sibling_churn: read('sibling_churn'),
    renewal: read('renewal'),
    stalled: read('stalled'),
    tenure: read('tenure'),
    contraction: read('contraction'),
  };
}

function term(value: number | undefined, toPoints: (value: number) => number): Term {
  return value === undefined || Number.isNaN(value)
    ? NOT_AVAILABLE
    : { value, points: toPoints(value) };
}

const READ: Readonly<Record<TermCode, (p: Prepared, i: number, adoption: number) => Term>> = {
  trend: (p, i) => term(p.trends.mean[i], points.trendPoints),
  silence: (p, i) =>
    (p.observedDays[i] ?? 0) > 0 ? term(p.silence[i], points.silencePoints) : NOT_AVAILABLE,
  adoption: (_p, _i, adoption) => term(adoption, points.adoptionPoints),
  breadth_change: (p, i) => {
    const enabled = p.measures.featuresEnabled[i] ?? 0;
    return term((p.measures.featuresGained[i] ?? Number.NaN) / (enabled + 2), (change) =>
      points.breadthChangePoints(change, enabled),
    );
  },
  hosts_trend: (p, i) => {
    if (p.applicable.reach[i] !== 1) return NOT_AVAILABLE;
    const before = p.measures.hostsBefore[i] ?? Number.NaN;
    // Host-days per open day are brought to the scale of a 28-day count before the shrinkage.
    const scale = p.measures.hostsDaily[i] ? 20 : 1;
    const now = p.measures.hosts[i] ?? Number.NaN;
    return term(points.hostsTrend(now * scale, before * scale), points.hostsTrendPoints);
  },
  admin_trend: (p, i) =>
    term(
      points.adminTrend(p.measures.logins28[i] ?? Number.NaN, p.measures.logins84[i] ?? Number.NaN),
      points.adminTrendPoints,
    ),
  sev1: (p, i) =>
    p.dates[i]?.supportFresh ? term(p.measures.sev1[i], points.sev1Points) : NOT_AVAILABLE,
  tickets: (p, i) =>
    p.dates[i]?.supportFresh ? term(p.measures.tickets[i], points.ticketPoints) : NOT_AVAILABLE,
  nps: (p, i) => term(recentNps(p, i), points.npsPoints),
  overdue: (p, i) =>
    p.dates[i]?.billingFresh
      ? term(p.book.offices[i]?.overdueDays ?? Number.NaN, points.overduePoints)
      : NOT_AVAILABLE,
  sibling_churn: (p, i) => term(p.siblingsChurned[i], points.siblingPoints),
  renewal: (p, i) => {
    const renewal = p.dates[i]?.renewal;
    if (!renewal) return NOT_AVAILABLE;
    const days = renewal.noticeBy === null ? 0 : renewal.noticeBy - p.book.asOf;
    return { value: days, points: points.renewalPoints(renewal.kind) };
  },
  stalled: (p, i) => {
    const chance = stalledChance(p, i);
    return term(chance, (value) => points.stalledPoints(value > STALLED_CHANCE));
  },
  tenure: (p, i) => term(p.dates[i]?.tenureYears ?? Number.NaN, points.tenurePoints),
  contraction: (p, i) => {
    const office = p.book.offices[i];
    const before = office?.arrBefore ?? Number.NaN;
    return term(((office?.arr ?? Number.NaN) - before) / before, (change) =>
      points.contractionPoints(change < CONTRACTION - 1),
    );
  },
};

function recentNps(p: Prepared, i: number): number {
  const office = p.book.offices[i];
  if (!p.dates[i]?.crmFresh || !office || office.nps === null || office.npsOn === null) {
    return Number.NaN;
  }
  const age = p.book.asOf - office.npsOn;
  return age >= 0 && age <= NPS_DAYS ? office.nps : Number.NaN;
}

/** 0 for an office that is long past onboarding; NaN before week 8 or without an expectation. */
function stalledChance(p: Prepared, i: number): number {
  const age = p.ageDays[i] ?? 0;
  const expectedRate = p.expectedRates[i] ?? Number.NaN;
  if (age >= STALLED_UNTIL_DAYS) return 0;
  if (age < STALLED_FROM_DAYS || Number.isNaN(expectedRate) || !p.dates[i]?.usageFresh) {
    return Number.NaN;
  }
  if (p.activity.kind[i] !== 0) return Number.NaN;
  return stalledProbability({
    y: p.usage.windows.y1[i] ?? 0,
    x: p.usage.windows.x1[i] ?? 0,
    expectedRate,
    ramp: age >= ONBOARDING_DAYS ? 1 : p.ramp.at(age - 14),
  });
}

/** The sentence of a term, from the same variables as its points. `peersChange`: peers' raw change as a ratio − 1. */
export function termText(
  p: Prepared,
  i: number,
  code: TermCode,
  value: number,
  peersChange: number | undefined,
): string {
  if (Number.isNaN(value)) {
    if (code === 'stalled' && (p.ageDays[i] ?? 0) < STALLED_FROM_DAYS) {
      return `${NAMES[code]}: judged from week ${STALLED_FROM_DAYS / 7} on`;
    }
    return USAGE_TERMS.has(code) && p.placed[i]?.state === 'onboarding'
      ? `${NAMES[code]}: not judged in the first 12 weeks`
      : `${NAMES[code]}: not available`;
  }
  return TEXT[code](p, i, value, peersChange);
}

const NAMES: Readonly<Record<TermCode, string>> = {
  trend: 'Trend',
  silence: 'Silence',
  adoption: 'Adoption',
  breadth_change: 'Change of features used',
  hosts_trend: 'Trend of hosts',
  admin_trend: 'Trend of admin logins',
  sev1: 'Severe tickets',
  tickets: 'Tickets',
  nps: 'NPS of the last 26 weeks',
  overdue: 'Invoices',
  sibling_churn: 'Other offices of the account',
  renewal: 'Renewal',
  stalled: 'Onboarding',
  tenure: 'Tenure',
  contraction: 'Change of ARR in the last 6 months',
};

type Sentence = (p: Prepared, i: number, value: number, peersChange: number | undefined) => string;

const TEXT: Readonly<Record<TermCode, Sentence>> = {
  trend: trendText,
  silence: (p, i, value) => {
    const noun = nounOf(p, i);
    const { lastEvent } = p.usage.windows;
    const last = lastEvent[i] ?? -1;
    if (value <= 1) {
      return last < 0
        ? `No ${noun} in the history; too few expected to say more`
        : `Last ${noun} on ${date(p.activity.grid.firstDay + last)}: no unusual gap`;
    }
    return `No ${noun} for ${plural(workingDaysSilent(p.activity, p.usage, i), 'working day')}; a gap this long is a ${oneIn(value)} event here`;
  },
  adoption: (_p, _i, value) => `Adoption ${count(value)} of 100 (55 is neutral)`,
  breadth_change: (p, i) => {
    const used = p.measures.featuresUsed[i] ?? 0;
    const gained = p.measures.featuresGained[i] ?? 0;
    return `${count(used)} of ${plural(p.measures.featuresEnabled[i] ?? 0, 'enabled feature')} used; ${count(used - gained)} twelve weeks ago`;
  },
  hosts_trend: (p, i) => {
    const unit = p.measures.hostsDaily[i] ? 'hosts per open day' : 'hosts';
    return `${short(p.measures.hosts[i] ?? 0)} ${unit} in the last 4 weeks; ${short(p.measures.hostsBefore[i] ?? 0)} in a month before`;
  },
  admin_trend: (p, i) =>
    `${plural(p.measures.logins28[i] ?? 0, 'admin login')} in 4 weeks; ${short((p.measures.logins84[i] ?? 0) / 3)} a month over 12 weeks`,
  sev1: (_p, _i, value) => `${plural(value, 'severe ticket')} in 8 weeks`,
  tickets: (_p, _i, value) => `${plural(value, 'ticket')} in 12 weeks`,
  nps: (p, i, value) => {
    const kind = value <= 6 ? 'detractor' : value >= 9 ? 'promoter' : 'passive';
    return `NPS ${count(value)} (${kind}) on ${date(p.book.offices[i]?.npsOn ?? 0)}`;
  },
  overdue: (_p, _i, value) =>
    value > 0 ? `Invoice ${plural(value, 'day')} overdue` : 'No invoice overdue',
  sibling_churn: (_p, _i, value) =>
    value > 0
      ? `${plural(value, 'other office')} of the account gave notice in 26 weeks`
      : 'No other office of the account gave notice in 26 weeks',
  renewal: (p, i, value) => {
    const office = p.book.offices[i];
    if (p.dates[i]?.renewal?.kind === 'monthly') return 'Monthly contract: no renewal window';
    const renewal = date(office?.renewalOn ?? 0);
    return value < 0
      ? `Renewal on ${renewal}; the notice date passed ${plural(-value, 'day')} ago`
      : `Renewal on ${renewal}; notice is due in ${plural(value, 'day')}`;
  },
  stalled: (p, i, value) =>
    (p.ageDays[i] ?? 0) >= STALLED_UNTIL_DAYS
      ? 'Onboarding long completed'
      : value > STALLED_CHANCE
        ? `Onboarding stalled: ${plural(p.usage.windows.y1[i] ?? 0, 'visitor')} in 4 weeks, below a quarter of the usual ramp`
        : 'Onboarding is on its way',
  tenure: (_p, _i, value) => `Customer office for ${short(value)} years`,
  contraction: (_p, _i, value) =>
    value < CONTRACTION - 1
      ? `ARR ${direction(value)} within 6 months`
      : 'ARR not reduced within 6 months',
};

function trendText(p: Prepared, i: number, value: number, peersChange: number | undefined): string {
  const trend = p.trends.at(i);
  const noun = capitalised(nounOf(p, i));
  const raw = rawChange(p, i);
  const band = trend
    ? `likely ${signedPercent(Math.exp(trend.q10) - 1)} to ${signedPercent(Math.exp(trend.q90) - 1)}`
    : '';
  const peers = peersChange === undefined ? '' : `; peers ${signedPercent(peersChange)}`;
  if (Number.isNaN(raw)) {
    return `${noun} ${direction(Math.exp(value) - 1)} against the calendar (${band})${peers}`;
  }
  // Season and small numbers part the raw change from the trend: say both, or the band would contradict the sentence.
  const turned = raw * value < 0 && Math.abs(value) >= 0.02;
  const outside =
    trend !== undefined && (raw < Math.exp(trend.q10) - 1 || raw > Math.exp(trend.q90) - 1);
  const season =
    turned || outside ? `, ${direction(Math.exp(value) - 1)} against the calendar` : '';
  return `${noun} ${direction(raw)} vs the prior 8 weeks${season} (${band})${peers}`;
}
