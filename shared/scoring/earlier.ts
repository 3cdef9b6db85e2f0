import { weekday, type Day } from '../domain/day.ts';
import type { Scales } from './book.ts';
import { WEEKS_BACK } from './hysteresis.ts';
import { adoptionOf, riskTerms, sumPoints } from './judge.ts';
import type { PeerGroup } from './peers.ts';
import { inState, prepare, type Prepared } from './prepared.ts';
import { sumWindows } from './windows.ts';
import { yardsticks } from './yardsticks.ts';

/** Both windows of the trend, and the weeks of regularity. */
const RECENT_DAYS = 84;

/** Days since the last Sunday, on which the weekly evaluation is made: the same for every office and every delivery. */
export function daysSinceEvaluation(asOf: Day): number {
  return (weekday(asOf) + 1) % 7;
}

/**
 * What the scorecard of today says of the weekly evaluations before today, from what is known now. Calendar, prior,
 * expected level and baseline are today's, so weeks differ by what offices did and not by how the book was read, and a
 * day that comes in late or is restated counts in the weeks it belongs to. Attributes are today's with their dates;
 * switches and events of features are today's.
 * @param wanted 1 = judged today; the others are not asked for
 * @returns Σ points by week, oldest first, each by office; NaN = not judged in that week
 */
export function weeklyPoints(
  today: Prepared,
  groups: readonly (PeerGroup | undefined)[],
  scales: Scales,
  wanted: Uint8Array,
): readonly Float64Array[] {
  const { asOf } = today.book;
  const newest = daysSinceEvaluation(asOf) || 7;
  const weeks: Float64Array[] = [];
  for (let week = WEEKS_BACK - 1; week >= 0; week--) {
    const ago = newest + 7 * week;
    if (ago >= today.activity.grid.days) continue;
    weeks.push(pointsEarlier(prepareEarlier(today, ago), groups, scales, wanted));
  }
  return weeks;
}

function pointsEarlier(
  p: Prepared,
  groups: readonly (PeerGroup | undefined)[],
  scales: Scales,
  wanted: Uint8Array,
): Float64Array {
  const sticks = yardsticks(p, groups, inState(p, 'scored'));
  return Float64Array.from(wanted, (on, i) => {
    const terms = on ? riskTerms(p, i, adoptionOf(p, i, sticks[i], scales)) : null;
    return terms ? sumPoints(terms) : Number.NaN;
  });
}

/** The book some days ago: what counts days is counted back, what has a date is known from that date on. */
function prepareEarlier(today: Prepared, ago: number): Prepared {
  const { book, usage, activity, trends, levelModel, ramp } = today;
  const older = usage.windows;
  const asOf = book.asOf - ago;
  const offices = book.offices.map((office) =>
    office.overdueDays === null || office.overdueDays <= 0
      ? office
      : { ...office, overdueDays: Math.max(0, office.overdueDays - ago) },
  );
  // The cleaned counts without their newest days: shared, not copied.
  const days = activity.grid.days - ago;
  const values = activity.grid.values.subarray(0, days * activity.grid.offices);
  const grid = { ...activity.grid, days, values };
  const windows = sumWindows(grid, usage.calendar, Math.max(0, days - RECENT_DAYS));
  return prepare(
    { ...book, asOf, offices },
    {
      activity: { ...activity, grid },
      usage: {
        ...usage,
        // What lies further back moves little in a few weeks, and history may not reach back for another season.
        windows: {
          ...windows,
          yOlder: older.yOlder,
          xOlder: older.xOlder,
          lastYear: older.lastYear,
        },
        leftOut: usage.leftOut.filter((day) => day <= asOf),
      },
      trends,
      levelModel,
      ramp,
    },
  );
}
