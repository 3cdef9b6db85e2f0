import { CALENDAR } from './calendar.ts';
import { DRIFT } from './drift.ts';
import { MEASURES } from './measures.ts';
import { OFFICES } from './offices.ts';
import { READING } from './reading.ts';
import { SOURCES } from './sources.ts';
import { TOTALS } from './totals.ts';
import type { Check, CheckInput, Compared, Comparison, Outcome } from './types.ts';
import { VALUES } from './values.ts';
import { VOLUME } from './volume.ts';

/** Every check, in the order in which a failure is told. */
export const CHECKS: readonly Check[] = [
  ...VOLUME.slice(0, 1),
  ...READING,
  ...TOTALS,
  ...CALENDAR,
  ...VOLUME.slice(1),
  ...OFFICES,
  ...MEASURES,
  ...SOURCES,
  ...VALUES,
  ...DRIFT,
];

export const COMPARISONS: readonly Comparison[] = CHECKS.flatMap((check) =>
  check.compares === true ? [check] : [],
);

export interface CheckedDay {
  readonly results: readonly { readonly check: Check; readonly outcome: Outcome }[];
  /** Why the day must not be published, in one sentence; undefined when it may. */
  readonly hold: string | undefined;
  /** True where nobody can release the day: there is nothing in it to publish. */
  readonly final: boolean;
}

export const runChecks = (input: CheckInput): CheckedDay =>
  judged(CHECKS.map((check) => ({ check, outcome: check.run(input) })));

/** Only what depends on the days before; the rest of a day's outcomes stays as it is. */
export const runComparisons = (input: Compared): CheckedDay =>
  judged(COMPARISONS.map((check) => ({ check, outcome: check.run(input) })));

function judged(results: CheckedDay['results']): CheckedDay {
  for (const { check, outcome } of results)
    if (check.severity === 'hold' && outcome.status === 'fail')
      return { results, hold: outcome.sentence, final: check.final === true };
  return { results, hold: undefined, final: false };
}
