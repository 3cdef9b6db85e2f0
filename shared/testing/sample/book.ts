import { dayOf, type Day } from '../../domain/day.ts';
import type { Story } from './stories.ts';

/** Newest day of the default book. A constant, never the clock. */
export const ANCHOR: Day = dayOf('2026-11-20');
/** The book also knows four weeks past its anchor, so that a next delivery can follow the newest. */
export const DAYS_AHEAD = 28;
export const WEEKS = 160;
/** The week that ends on the anchor. */
export const ANCHOR_WEEK = WEEKS - 1 - DAYS_AHEAD / 7;
/** Notices start here: 130 weeks before the anchor. */
export const FIRST_RISK_WEEK = ANCHOR_WEEK - 130;
/** Offices that left longer ago than this have been replaced by others; the rest stay in the extract as closed. */
export const CLOSED_KEPT_DAYS = 420;
/** "No such day" in the arrays of days. */
export const NEVER: Day = 0;
export const NO_WEEK = 32_000;

export const REASONS = ['value', 'closure', 'company_exit', 'non_payment', 'unknown'] as const;
export const REASON_MISSING = REASONS.length;

export interface Companies {
  readonly count: number;
  readonly id: string[];
  readonly name: string[];
  readonly parent: (string | null)[];
  readonly csm: Uint8Array;
  readonly segment: (string | null)[];
  readonly industry: string[];
  readonly currency: string[];
  readonly plan: Uint8Array;
  readonly region: Uint8Array;
  /** 1 = yearly contract, 0 = monthly. */
  readonly annual: Uint8Array;
  readonly autoRenew: Uint8Array;
  readonly noticeDays: Uint8Array;
  /** 1 = the contract's amount is split over its offices. */
  readonly allocated: Uint8Array;
  readonly contractStart: Int32Array;
  /** One renewal; the others are whole years from it. */
  readonly renewal: Int32Array;
  readonly spareLicences: Uint8Array;
  readonly sponsorLeft: Int32Array;
  readonly firstOffice: Int32Array;
  readonly story: (Story | undefined)[];
  /** By company × WEEKS, as known at the end of the week. Days, NEVER = none; NPS 255 = never answered. */
  readonly overdueSince: Int32Array;
  readonly npsDay: Int32Array;
  readonly nps: Uint8Array;
  readonly contactDay: Int32Array;
}

export interface Offices {
  readonly count: number;
  readonly id: string[];
  readonly name: string[];
  readonly company: Int32Array;
  readonly region: Uint8Array;
  readonly place: Uint8Array;
  readonly test: Uint8Array;
  readonly employees: Float64Array;
  /** What the extract says; −1 = NULL. */
  readonly employeesShown: Int32Array;
  readonly arrCents: Float64Array;
  readonly devices: Uint8Array;
  readonly startWeek: Int16Array;
  readonly start: Int32Array;
  readonly licensed: Int32Array;
  /** Visitors and deliveries on a standard day at health 0. */
  readonly visitors: Float64Array;
  readonly deliveries: Float64Array;
  readonly rampWeeks: Float64Array;
  readonly stuck: Uint8Array;
  readonly beta: Float64Array;
  readonly hybridWeek: Int16Array;
  readonly hybrid: Float64Array;
  readonly declineWeeks: Uint8Array;
  readonly decline: Float64Array;
  readonly noticeWeek: Int16Array;
  readonly notice: Int32Array;
  readonly cancelled: Int32Array;
  readonly reason: Uint8Array;
  /** First day without any usage (closed, or moved out before the licence ended). */
  readonly stopped: Int32Array;
  readonly gap: Int32Array;
  readonly gapDays: Uint8Array;
  readonly outage: Int32Array;
  readonly outageDays: Uint8Array;
  readonly entitled: Uint16Array;
  /** Office × feature: week it was switched on, 255 = never. */
  readonly enabledWeek: Uint8Array;
  /** Office × feature: used in a week when this ÷ 256 is below the office's propensity. */
  readonly reluctance: Uint8Array;
  /** Office × WEEKS. */
  readonly health: Float32Array;
  readonly pressure: Uint8Array;
}

/** The whole latent truth. Any day of the extract is a function of it. */
export interface Book {
  readonly seed: number;
  readonly anchor: Day;
  readonly companies: Companies;
  readonly offices: Offices;
}

/** Week index of a day; below 0 before the book begins. */
export function weekOf(book: { anchor: Day }, day: Day): number {
  return WEEKS - 1 - Math.floor((book.anchor + DAYS_AHEAD - day) / 7);
}

export function firstDayOfWeek(book: { anchor: Day }, week: number): Day {
  return book.anchor + DAYS_AHEAD - (WEEKS - 1 - week) * 7 - 6;
}

export function newCompanies(count: number, offices: number): Companies {
  const perWeek = count * WEEKS;
  return {
    count,
    id: [],
    name: [],
    parent: [],
    csm: new Uint8Array(count),
    segment: [],
    industry: [],
    currency: [],
    plan: new Uint8Array(count),
    region: new Uint8Array(count),
    annual: new Uint8Array(count),
    autoRenew: new Uint8Array(count),
    noticeDays: new Uint8Array(count),
    allocated: new Uint8Array(count),
    contractStart: new Int32Array(count),
    renewal: new Int32Array(count),
    spareLicences: new Uint8Array(count),
    sponsorLeft: new Int32Array(count),
    firstOffice: new Int32Array(count + 1).fill(offices),
    story: [],
    overdueSince: new Int32Array(perWeek),
    npsDay: new Int32Array(perWeek),
    nps: new Uint8Array(perWeek).fill(255),
    contactDay: new Int32Array(perWeek),
  };
}

export function newOffices(count: number, features: number): Offices {
  const none = (): Int16Array => new Int16Array(count).fill(NO_WEEK);
  return {
    count,
    id: [],
    name: [],
    company: new Int32Array(count),
    region: new Uint8Array(count),
    place: new Uint8Array(count),
    test: new Uint8Array(count),
    employees: new Float64Array(count),
    employeesShown: new Int32Array(count),
    arrCents: new Float64Array(count),
    devices: new Uint8Array(count),
    startWeek: none(),
    start: new Int32Array(count),
    licensed: new Int32Array(count),
    visitors: new Float64Array(count),
    deliveries: new Float64Array(count),
    rampWeeks: new Float64Array(count),
    stuck: new Uint8Array(count),
    beta: new Float64Array(count),
    hybridWeek: none(),
    hybrid: new Float64Array(count),
    declineWeeks: new Uint8Array(count),
    decline: new Float64Array(count),
    noticeWeek: none(),
    notice: new Int32Array(count),
    cancelled: new Int32Array(count),
    reason: new Uint8Array(count).fill(REASON_MISSING),
    stopped: new Int32Array(count),
    gap: new Int32Array(count),
    gapDays: new Uint8Array(count),
    outage: new Int32Array(count),
    outageDays: new Uint8Array(count),
    entitled: new Uint16Array(count),
    enabledWeek: new Uint8Array(count * features).fill(255),
    reluctance: new Uint8Array(count * features),
    health: new Float32Array(count * WEEKS),
    pressure: new Uint8Array(count * WEEKS),
  };
}
