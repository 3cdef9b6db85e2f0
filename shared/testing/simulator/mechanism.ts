/**
 * How a simulated book works. Rates are per year unless said otherwise, times in weeks. Kept as data so that a score can
 * be looked at in worlds that differ: what holds in one only is tuned to it.
 */
export interface Mechanism {
  readonly name: string;
  readonly regionShares: readonly number[];
  readonly planShares: readonly number[];
  /** Share of annual contracts by plan; the others run from month to month. */
  readonly annualShares: readonly number[];
  /** Visitors per employee and standard day, by industry. */
  readonly visitorRates: readonly number[];
  /** Shape of the day-to-day gamma of visitors: smaller is noisier. */
  readonly visitorShape: number;
  /** log-use per unit of health. */
  readonly useOfHealth: number;
  readonly health: { readonly keep: number; readonly noise: number };
  readonly shocks: { readonly bad: number; readonly good: number; readonly company: number };
  readonly pressure: { readonly start: number; readonly weeks: number; readonly hazard: number };
  /** Logit of the weekly chance of a notice, and what health does to it. */
  readonly hazard: { readonly base: number; readonly health: number; readonly stuck: number };
  /** Factor on the chance inside and outside the weeks before an annual renewal. */
  readonly gate: { readonly inside: number; readonly outside: number };
  readonly closures: number;
  readonly exits: number;
  /** Share of the offices that leave whose use declines first. */
  readonly declineShare: number;
  /** Benign downward steps: people work elsewhere and stay customers. */
  readonly hybridSteps: number;
  readonly ticketsOfHealth: number;
  readonly calendar: {
    /** Monday first. */
    readonly weekdays: readonly number[];
    readonly holidays: number;
    readonly yearEnd: number;
    /** Factor on one month (1–12) by region. */
    readonly months: readonly { region: number; month: number; factor: number }[];
    /** Amplitude of the yearly cosine by region. */
    readonly seasons: readonly number[];
    /** Days on which one region drops or rises. */
    readonly events: readonly { region: number; from: number; to: number; factor: number }[];
  };
  readonly glitches: {
    readonly bookDays: number;
    readonly gaps: number;
    readonly outages: number;
    readonly negatives: number;
    readonly headcountMissing: number;
    readonly headcountTyped: number;
  };
}

/** Health drives use and renewal alike, as in Ascarza and Hardie, Marketing Science 32(4), 2013. */
export const USUAL: Mechanism = {
  name: 'usual',
  regionShares: [0.45, 0.2, 0.25, 0.1],
  planShares: [0.35, 0.45, 0.2],
  annualShares: [0.55, 0.75, 0.92],
  visitorRates: [0.02, 0.035, 0.05, 0.028, 0.012],
  visitorShape: 4,
  useOfHealth: 0.35,
  health: { keep: 0.96, noise: 0.14 },
  shocks: { bad: 0.25, good: 0.15, company: 0.1 },
  pressure: { start: 0.12, weeks: 26, hazard: 1.6 },
  hazard: { base: -6.55, health: -1.1, stuck: 0.6 },
  gate: { inside: 4.2, outside: 0.15 },
  closures: 0.015,
  exits: 0.012,
  declineShare: 0.6,
  hybridSteps: 0.06,
  ticketsOfHealth: -0.3,
  calendar: {
    weekdays: [0.95, 1.12, 1.15, 1.05, 0.7, 0.06, 0.03],
    holidays: 9,
    yearEnd: 0.25,
    months: [{ region: 1, month: 8, factor: 0.65 }],
    seasons: [0.07, 0, 0.05, 0],
    events: [],
  },
  glitches: {
    bookDays: 0.006,
    gaps: 0.35,
    outages: 0.25,
    negatives: 0.005,
    headcountMissing: 0.12,
    headcountTyped: 0.005,
  },
};

/** Another world: Friday and Saturday off, noisier use, more notices, other causes, tickets of busy and happy offices. */
export const OTHER: Mechanism = {
  ...USUAL,
  name: 'other',
  regionShares: [0.3, 0.3, 0.4],
  planShares: [0.6, 0.3, 0.1],
  annualShares: [0.35, 0.5, 0.8],
  visitorRates: [0.05, 0.015, 0.03],
  visitorShape: 2,
  useOfHealth: 0.25,
  health: { keep: 0.93, noise: 0.18 },
  shocks: { bad: 0.4, good: 0.3, company: 0.15 },
  pressure: { start: 0.2, weeks: 16, hazard: 1.2 },
  hazard: { base: -5.7, health: -0.9, stuck: 0.9 },
  gate: { inside: 3, outside: 0.3 },
  closures: 0.03,
  exits: 0.02,
  declineShare: 0.4,
  hybridSteps: 0.15,
  ticketsOfHealth: 0.2,
  calendar: {
    weekdays: [1.1, 1.1, 1, 0.9, 0.04, 0.08, 1],
    holidays: 14,
    yearEnd: 0.8,
    months: [
      { region: 0, month: 7, factor: 0.6 },
      { region: 2, month: 8, factor: 0.45 },
    ],
    seasons: [0, 0.12, 0.03],
    events: [{ region: 1, from: 700, to: 714, factor: 0.5 }],
  },
  glitches: { ...USUAL.glitches, bookDays: 0.01, headcountMissing: 0.25 },
};
