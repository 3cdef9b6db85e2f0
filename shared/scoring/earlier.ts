import type { Day } from '../domain/day.ts';
import { addUp } from './add-up.ts';
import type { BookFacts, EarlierFacts, OfficeAttributes, Scales } from './book.ts';
import { evaluate } from './evaluation.ts';
import { EVALUATIONS, WEEKS_APART } from './hysteresis.ts';
import type { Peers } from './peers.ts';
import { inState, prepare, type Prepared } from './prepared.ts';
import { yardsticks } from './yardsticks.ts';

/** A Sunday: the first evaluation of all. */
const FIRST_SUNDAY = 3;

/** Days since the last evaluation, made every second Sunday: the same for every office and every delivery. */
export function daysSinceEvaluation(asOf: Day): number {
  const days = 7 * WEEKS_APART;
  return (((asOf - FIRST_SUNDAY) % days) + days) % days;
}

/** Days of the evaluations up to `asOf`, newest first. */
export function evaluationDays(asOf: Day): readonly Day[] {
  const newest = asOf - daysSinceEvaluation(asOf);
  return Array.from({ length: EVALUATIONS }, (_, k) => newest - 7 * WEEKS_APART * k);
}

/** Adoption at an earlier evaluation, by office; NaN = none. */
export interface EarlierAdoption {
  readonly asOf: Day;
  readonly adoption: Float64Array;
}

export interface Weeks {
  /** Σ points by evaluation, oldest first, each by office; NaN = not judged then. */
  readonly points: readonly Float64Array[];
  /** The same, 1 = there was a hard fact. */
  readonly hardFacts: readonly Uint8Array[];
  /** About four weeks ago; null where history is shorter. */
  readonly fourWeeksAgo: EarlierAdoption | null;
}

const COMPARED_DAYS = 28;

/** The evaluation that lies nearest to four weeks ago. */
function comparedDay(asOf: Day): Day {
  const off = (day: Day) => Math.abs(asOf - COMPARED_DAYS - day);
  return evaluationDays(asOf).reduce((best, day) => (off(day) < off(best) ? day : best), asOf);
}

/** Points of the evaluations, added up one after the other; of offices that have left since, too. */
export function weeklyPoints(
  today: Prepared,
  peers: readonly (Peers | undefined)[],
  scales: Scales,
): Weeks {
  const points: Float64Array[] = [];
  const hardFacts: Uint8Array[] = [];
  const compared = comparedDay(today.book.asOf);
  let fourWeeksAgo: EarlierAdoption | null = null;
  for (const p of weeklyReadings(today)) {
    const { asOf } = p.book;
    const sticks = yardsticks(p, peers, inState(p, 'scored'));
    const found = evaluate(p, sticks, scales);
    const sums = addUp(found, p.book.settings);
    points.push(sums.points);
    hardFacts.push(found.hardFact);
    if (asOf === compared) fourWeeksAgo = { asOf, adoption: sums.adoption };
  }
  return { points, hardFacts, fourWeeksAgo };
}

/**
 * The book as of the evaluations before today, oldest first, from what is known now. Calendar, prior, expected level and
 * baseline are those of the newest of them: they stand still between two, evaluations differ by what offices did and not
 * by how the book was read, and a day that comes in late or is restated counts where it belongs. Features, invoices and
 * answers are those of each evaluation, as far as the history has them; other attributes are today's with their dates.
 */
export function* weeklyReadings(today: Prepared): Generator<Prepared> {
  const { asOf } = today.book;
  const since = daysSinceEvaluation(asOf);
  if (since >= today.activity.grid.days) return;
  const base = since === 0 ? today : prepare(bookEarlier(today.book, since), undefined, today);
  for (const day of evaluationDays(asOf).toReversed()) {
    const ago = base.book.asOf - day;
    // The newest may be the day itself.
    if (day === asOf || ago >= base.activity.grid.days) continue;
    yield ago === 0 ? base : prepareEarlier(base, ago / 7);
  }
}

/** The book some days ago: what counts days is counted back, what has a date is known from that date on. */
function bookEarlier(book: BookFacts, ago: number): BookFacts {
  const asOf = book.asOf - ago;
  const then = book.earlier?.get(asOf);
  return {
    ...book,
    asOf,
    offices: book.offices.map((office, i) => officeEarlier(office, asOf, ago, i, then)),
    features: then?.features ?? book.features,
  };
}

/** Some weeks before `base`, read with what was learned then. */
function prepareEarlier(base: Prepared, back: number): Prepared {
  const { usage, activity } = base;
  const ago = 7 * back;
  const book = bookEarlier(base.book, ago);
  const grid = { ...activity.grid, days: activity.grid.days - ago };
  return prepare(book, {
    ...base,
    back,
    activity: { ...activity, grid },
    // What lies further back than 84 days moves little in a few weeks, and history may not reach back for another season.
    usage: {
      ...usage,
      windows: usage.windowsAt(back),
      leftOut: usage.leftOut.filter((day) => day <= book.asOf),
    },
  });
}

function officeEarlier(
  office: OfficeAttributes,
  asOf: Day,
  ago: number,
  i: number,
  then: EarlierFacts | undefined,
): OfficeAttributes {
  const closedSince =
    office.status === 'closed' && office.cancelledOn !== null && office.cancelledOn > asOf;
  // Counted back where the history does not tell: an invoice that is paid meanwhile is then forgotten.
  const overdueDays = known(then?.overdueDays, i) ?? overdueBefore(office.overdueDays, ago);
  const npsOn = known(then?.npsOn, i);
  const nps = npsOn === undefined ? office.nps : (known(then?.nps, i) ?? null);
  const renewalOn = known(then?.renewalOn, i) ?? office.renewalOn;
  if (
    overdueDays === office.overdueDays &&
    (npsOn === undefined || npsOn === office.npsOn) &&
    nps === office.nps &&
    renewalOn === office.renewalOn &&
    !closedSince
  )
    return office;
  return {
    ...office,
    overdueDays,
    renewalOn,
    nps,
    npsOn: npsOn ?? office.npsOn,
    status: closedSince ? 'active' : office.status,
  };
}

function known(values: Float32Array | undefined, i: number): number | undefined {
  const value = values?.[i] ?? Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}

function overdueBefore(days: number | null, ago: number): number | null {
  return days !== null && days > 0 ? Math.max(0, days - ago) : days;
}
