import { formatDay, parseDay, type Day } from '../../../../shared/domain/day.ts';
import { attributeColumns, type AttributeValue, type DayRows } from '../../extract/day-rows.ts';
import { DATA_TEAM, fail, notRun, pass, sample, type Check, type Clocks } from './types.ts';

/** One clock per source of the extract. */
const CLOCKS = ['usage_as_of', 'support_as_of', 'billing_as_of', 'crm_as_of'] as const;

/** The newest time each source says it was read, as far as the rows' attributes tell. */
export function clocksOf(staged: DayRows): Clocks {
  const newest = new Map<string, string>();
  const see = (clock: string, value: AttributeValue | undefined): void => {
    if (typeof value === 'string' && value > (newest.get(clock) ?? '')) newest.set(clock, value);
  };
  const columns = attributeColumns(staged);
  if (columns) {
    for (const clock of CLOCKS)
      for (const value of columns.get(clock)?.values ?? []) see(clock, value);
    return newest;
  }
  for (const { attributes } of staged.rows)
    for (const clock of attributes ? CLOCKS : []) see(clock, attributes?.values[clock]);
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
    run(input) {
      const { day } = input;
      const expected = `every source read after the end of ${formatDay(day)}`;
      const clocks = [...input.clocks].map(([name, at]) => ({ name, at }));
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
