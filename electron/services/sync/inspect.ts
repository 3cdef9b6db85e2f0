import { parseDay } from '../../../shared/domain/day.ts';
import type { DayRows } from '../extract/day-rows.ts';
import type { CheckedDelivery } from '../extract/deliveries.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { writeChecks, type StoredCheck } from '../store/checks.ts';
import { pastRuns, type ComparedDay } from '../store/compared.ts';
import type { Ordinal } from '../store/locations.ts';
import { gatherPast, PAST_DAYS } from './checks/past.ts';
import { profileOf } from './checks/profile.ts';
import { DELIVERY_WHOLE } from './checks/reading.ts';
import { runChecks, type CheckedDay } from './checks/registry.ts';
import { clocksOf } from './checks/sources.ts';
import type { CheckInput, Profiles } from './checks/types.ts';
import { bookOf, dayOffices, officesOf, type Known } from './known.ts';
import type { Marker } from './marker.ts';

export interface Inspected {
  readonly columns: Profiles;
  /** By row; undefined where the store does not know the office yet. */
  readonly offices: readonly (Ordinal | undefined)[];
  /** Why the day must not be published, in one sentence; undefined when it may. */
  readonly hold: string | undefined;
  /** True where nobody can release it. */
  readonly final: boolean;
  /** To be kept with the day once it is published. */
  readonly compared: ComparedDay;
  /** Keeps the outcomes under the run. */
  keep(db: WritableDB, at: string): void;
}

/** Gathers what the day is compared with, checks it, and hands back the outcomes to be kept. */
export function inspect(
  db: WritableDB,
  staged: DayRows,
  of: {
    readonly runId: string;
    readonly known: Known;
    readonly checked: CheckedDelivery;
    readonly marker: Marker;
    /** ISO; undefined where the days are invented. */
    readonly today: string | undefined;
  },
): Inspected {
  const { checked, known, marker, runId } = of;
  const offices = officesOf(known, staged.rows);
  const columns = profileOf(staged);
  const input: CheckInput = {
    day: staged.day,
    staged,
    columns,
    offices: dayOffices(known, staged.rows, offices),
    book: bookOf(db, known),
    clocks: clocksOf(staged),
    verified: checked.verified,
    totals: checked.totals,
    distinctKeys: marker.distinctKeys,
    tests: marker.tests,
    past: gatherPast(db, staged.day),
    today: of.today === undefined ? undefined : parseDay(of.today.slice(0, 10)),
  };
  const { results, hold, final } = runChecks(input);
  return {
    columns,
    offices,
    hold,
    final,
    compared: {
      day: staged.day,
      past: pastRuns(db, staged.day - PAST_DAYS, staged.day - 1),
      clocks: input.clocks,
    },
    keep: (to, at) =>
      writeChecks(to, { day: staged.day, runId, at }, results.map(toStored), marker.tests),
  };
}

export const toStored = ({ check, outcome }: CheckedDay['results'][number]): StoredCheck => ({
  id: check.id,
  severity: check.severity,
  status: outcome.status,
  observed: outcome.observed,
  expected: outcome.expected,
  samples: outcome.status === 'fail' ? outcome.samples : [],
  touched: outcome.status === 'fail' ? outcome.touched : [],
});

/** What is kept of a delivery that could not be read to its end. */
export const unreadable = (reason: string): StoredCheck => ({
  id: DELIVERY_WHOLE,
  severity: 'hold',
  status: 'fail',
  observed: reason,
  expected: 'every file whole, with the rows its manifest says',
  samples: [],
});
