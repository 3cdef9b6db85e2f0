import { formatDay } from '../../../../shared/domain/day.ts';
import { DATA_TEAM, fail, notRun, pass, sample, type Check, type Compared } from './types.ts';

/** Columns of the newest day before and of this one, by name. Attributes only where both days have them decoded. */
function columnsBoth({ columns, past }: Compared) {
  const last = past.days.find((d) => d.columns.size > 0);
  if (!last) return undefined;
  const both = [columns, last.columns].every((side) =>
    [...side.values()].some((c) => c.kind === 'attribute'),
  );
  const names = (side: Compared['columns']): readonly string[] =>
    [...side.values()].filter((c) => both || c.kind !== 'attribute').map((c) => c.column);
  return { last: last.day, now: names(columns), before: names(last.columns) };
}

const NO_DAY = 'no published day before to compare with';

export const DRIFT: readonly Check[] = [
  {
    id: 'columns_added',
    compares: true,
    title: 'No new column',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'The extract has a column it did not have. One the contract does not know is kept under raw facts and counts in no score. If it stands for a column that disappeared, that one was renamed: ask.',
    run(input) {
      const expected = 'the columns of the day before';
      const both = columnsBoth(input);
      if (!both) return notRun(NO_DAY, expected);
      const added = both.now.filter((name) => !both.before.includes(name));
      if (added.length === 0) return pass(`${both.now.length} columns`, expected);
      return fail(
        `new: ${added.join(', ')}`,
        expected,
        `New since ${formatDay(both.last)}: ${added.join(', ')}.`,
        added.map((column) => sample({ column })),
      );
    },
  },
  {
    id: 'columns_dropped',
    compares: true,
    title: 'No column disappeared',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'An optional column is no longer delivered. What it measured is not available from this day on, never zero. Ask whether it was dropped or renamed.',
    run(input) {
      const expected = 'the columns of the day before';
      const both = columnsBoth(input);
      if (!both) return notRun(NO_DAY, expected);
      const dropped = both.before.filter((name) => !both.now.includes(name));
      if (dropped.length === 0) return pass(`${both.now.length} columns`, expected);
      return fail(
        `gone: ${dropped.join(', ')}`,
        expected,
        `Not delivered since ${formatDay(both.last)}: ${dropped.join(', ')}.`,
        dropped.map((column) => sample({ column })),
      );
    },
  },
];
