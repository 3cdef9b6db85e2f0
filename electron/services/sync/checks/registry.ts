import { CALENDAR } from './calendar.ts';
import { DRIFT } from './drift.ts';
import { MEASURES } from './measures.ts';
import { OFFICES } from './offices.ts';
import { READING } from './reading.ts';
import { SOURCES } from './sources.ts';
import { TOTALS } from './totals.ts';
import type { Check, CheckInput, Outcome } from './types.ts';
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

export interface CheckedDay {
  readonly results: readonly { readonly check: Check; readonly outcome: Outcome }[];
  /** Why the day must not be published, in one sentence; undefined when it may. */
  readonly hold: string | undefined;
}

export function runChecks(input: CheckInput): CheckedDay {
  const results = CHECKS.map((check) => ({ check, outcome: check.run(input) }));
  for (const { check, outcome } of results)
    if (check.severity === 'hold' && outcome.status === 'fail')
      return { results, hold: outcome.sentence };
  return { results, hold: undefined };
}
