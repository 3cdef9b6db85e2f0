import { formatDay } from '../../../../shared/domain/day.ts';
import { attributeColumns } from '../../extract/day-rows.ts';
import { DATA_TEAM, fail, notRun, pass, sample, type Check, type CheckInput } from './types.ts';

/** Sums of two-place decimals may differ in the last bit. */
const CENT = 0.005;

/** The sum over the day's rows; undefined where the values were not decoded, null where the column is not there. */
function sumOf({ staged, columns }: CheckInput, column: string): number | null | undefined {
  const profile = columns.get(column);
  if (profile?.kind === 'measure') return profile.total ?? 0;
  const attributes = attributeColumns(staged);
  if (!attributes) return undefined;
  const attribute = attributes.get(column);
  if (!attribute) return null;
  let sum = 0;
  for (const id of attribute.ids) {
    const value = attribute.values[id];
    if (value === undefined) return null;
    if (typeof value === 'number') sum += value;
  }
  return sum;
}

export const TOTALS: readonly Check[] = [
  {
    id: 'control_totals',
    title: 'Counts and sums agree with the control totals',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'The warehouse counted other rows or sums than arrived here. Part of the delivery is missing or was changed on its way. Ask for the day to be delivered again and send both numbers.',
    run(input) {
      const { staged, totals, day, distinctKeys } = input;
      const expected = 'rows, distinct offices and sums as in _delivery.json';
      if (!totals) return notRun('the delivery carries no control totals', expected);
      // Control totals count every row, so they can be compared only where none was set aside or repeated.
      if (staged.setAside.length > 0 || staged.repeated > 0)
        return notRun('rows were set aside or repeated, so totals cannot agree', expected);
      const ds = formatDay(day);
      const rows = staged.rows.length;
      if (totals.rows !== undefined && totals.rows !== rows)
        return fail(
          `${rows} rows`,
          `${totals.rows} rows`,
          `The delivery of ${ds} has ${rows} rows; its control total says ${totals.rows}.`,
        );
      // Rows are one per office once repetitions and conflicts are ruled out.
      if (distinctKeys !== undefined && distinctKeys !== rows)
        return fail(
          `${rows} different offices`,
          `${distinctKeys} different offices`,
          `The delivery of ${ds} has ${rows} different offices; its control total says ${distinctKeys}.`,
        );
      let compared = 0;
      for (const [column, total] of Object.entries(totals.sums)) {
        const sum = sumOf(input, column);
        if (sum === undefined) continue;
        compared++;
        if (sum === null || Math.abs(sum - total) > CENT)
          return fail(
            sum === null ? `no column ${column}` : `${column} adds up to ${sum}`,
            `${column} adds up to ${total}`,
            sum === null
              ? `The delivery of ${ds} has no column ${column}; the control total of it is ${total}.`
              : `The sum of ${column} on ${ds} is ${sum}; the control total says ${total}.`,
            [sample({ column, value: sum === null ? null : String(sum) })],
          );
      }
      return pass(`${rows} rows and ${compared} sums agree`, expected);
    },
  },
];
