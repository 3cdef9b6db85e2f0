import { formatDay, parseDay, type Day } from '../../../../shared/domain/day.ts';
import type { DayRows } from '../../extract/day-rows.ts';
import { DATA_TEAM, fail, notRun, pass, sample, type Check } from './types.ts';

/** One clock per source of the extract. */
export const CLOCKS = ['usage_as_of', 'support_as_of', 'billing_as_of', 'crm_as_of'] as const;

/** The newest time a source says it was read; undefined where the rows' attributes do not tell. */
export function clockOf(staged: DayRows, clock: string): string | undefined {
  let newest: string | undefined;
  for (const { attributes } of staged.rows) {
    const value = attributes?.values[clock];
    if (typeof value === 'string' && (newest === undefined || value > newest)) newest = value;
  }
  return newest;
}

/** Whether a source was read after the day's end; undefined where its clock is not known. */
export function coversDay(clock: string | undefined, day: Day): boolean | undefined {
  const on = clock === undefined ? undefined : parseDay(clock.slice(0, 10));
  return on === undefined ? undefined : on > day;
}

export const SOURCES: readonly Check[] = [
  {
    id: 'sources_current',
    title: 'Every source was read after the day had ended',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'A source of the extract was behind when the day was built. What it measures is not available for this day rather than low. It usually comes with the next delivery or a restatement.',
    run({ staged, day }) {
      const expected = `every source read after the end of ${formatDay(day)}`;
      const clocks = CLOCKS.flatMap((name) => {
        const at = clockOf(staged, name);
        return at === undefined ? [] : [{ name, at }];
      });
      if (clocks.length === 0) return notRun('the delivery has no clocks of its sources', expected);
      const behind = clocks.filter((c) => coversDay(c.at, day) === false);
      if (behind.length === 0) return pass(`${clocks.length} sources current`, expected);
      const words = behind.map((c) => `${c.name.replace('_as_of', '')} is of ${c.at}`);
      return fail(
        words.join(', '),
        expected,
        `Behind on ${formatDay(day)}: ${words.join(', ')}.`,
        behind.map((c) => sample({ column: c.name, value: c.at })),
      );
    },
  },
];
