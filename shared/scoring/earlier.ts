import { weekday, type Day } from '../domain/day.ts';
import { addUp } from './add-up.ts';
import type { BookFacts, OfficeAttributes, Scales } from './book.ts';
import { evaluate } from './evaluation.ts';
import { WEEKS_BACK } from './hysteresis.ts';
import type { Peers } from './peers.ts';
import { inState, prepare, type Prepared } from './prepared.ts';
import { yardsticks } from './yardsticks.ts';

/** Days since the last Sunday, on which the weekly evaluation is made: the same for every office and every delivery. */
export function daysSinceEvaluation(asOf: Day): number {
  return (weekday(asOf) + 1) % 7;
}

/** Adoption at an earlier weekly evaluation, by office; NaN = none. */
export interface EarlierAdoption {
  readonly asOf: Day;
  readonly adoption: Float64Array;
}

export interface Weeks {
  /** Σ points by week, oldest first, each by office; NaN = not judged in that week. */
  readonly points: readonly Float64Array[];
  /** About four weeks ago; null where history is shorter. */
  readonly fourWeeksAgo: EarlierAdoption | null;
}

/** Weeks before the newest evaluation that adoption is compared with. */
const COMPARED = 4;

/**
 * Points of the weekly evaluations, added up one week after the other.
 * @param wanted 1 = judged today; the others are asked for only where adoption is compared: they may have left since
 */
export function weeklyPoints(
  today: Prepared,
  peers: readonly (Peers | undefined)[],
  scales: Scales,
  wanted: Uint8Array,
): Weeks {
  const points: Float64Array[] = [];
  let fourWeeksAgo: EarlierAdoption | null = null;
  for (const { p, back } of weeklyReadings(today)) {
    const sticks = yardsticks(p, peers, inState(p, 'scored'));
    const asked = back === COMPARED ? undefined : wanted;
    const sums = addUp(evaluate(p, sticks, scales, asked), p.book.settings);
    points.push(sums.points);
    if (back === COMPARED) fourWeeksAgo = { asOf: p.book.asOf, adoption: sums.adoption };
  }
  return { points, fourWeeksAgo };
}

/**
 * The book as of the weekly evaluations before today, oldest first, from what is known now. Calendar, prior, expected level
 * and baseline are those of the newest of them: they stand still between two, and weeks differ by what offices did and not by how the book was read, and a
 * day that comes in late or is restated counts in the weeks it belongs to. Attributes are today's with their dates;
 * switches and events of features are those of the newest of these evaluations, so that a band does not move between two.
 */
export function* weeklyReadings(
  today: Prepared,
): Generator<{ readonly p: Prepared; readonly back: number }> {
  const since = daysSinceEvaluation(today.book.asOf);
  if (since >= today.activity.grid.days) return;
  const base =
    since === 0 ? today : prepare(bookEarlier(today.book, since), undefined, today.activity);
  // On a Sunday the newest is the day itself.
  for (let back = WEEKS_BACK - 1; back >= (since === 0 ? 1 : 0); back--) {
    const ago = 7 * back;
    if (ago >= base.activity.grid.days) continue;
    yield { p: ago === 0 ? base : prepareEarlier(base, back), back };
  }
}

/** The book some days ago: what counts days is counted back, what has a date is known from that date on. */
function bookEarlier(book: BookFacts, ago: number): BookFacts {
  const asOf = book.asOf - ago;
  return {
    ...book,
    asOf,
    offices: book.offices.map((office) => officeEarlier(office, asOf, ago)),
    features: book.weeklyFeatures ?? book.features,
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

function officeEarlier(office: OfficeAttributes, asOf: Day, ago: number): OfficeAttributes {
  const overdue = office.overdueDays ?? 0;
  const closedSince =
    office.status === 'closed' && office.cancelledOn !== null && office.cancelledOn > asOf;
  if (overdue <= 0 && !closedSince) return office;
  return {
    ...office,
    overdueDays: overdue > 0 ? Math.max(0, overdue - ago) : office.overdueDays,
    status: closedSince ? 'active' : office.status,
  };
}
