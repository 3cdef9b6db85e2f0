import { formatDay } from '../../../shared/domain/day.ts';
import type { DayRows } from '../extract/day-rows.ts';
import type { ControlTotals } from '../extract/manifest.ts';

/** Rows that may be set aside before the whole delivery is doubted: five, or one in two hundred. */
const BUDGET_ROWS = 5;
const BUDGET_SHARE = 0.005;

/** Why a day that could be read must not be published, in one sentence; undefined when it may. */
export function reasonToHold(day: DayRows, totals: ControlTotals | undefined): string | undefined {
  const ds = formatDay(day.day);
  if (day.records === 0)
    return `The delivery of ${ds} has no rows. An empty day never means that all offices are gone.`;
  const rejected = day.setAside.length;
  if (rejected > Math.max(BUDGET_ROWS, BUDGET_SHARE * day.records)) {
    const worst = day.setAside[0];
    return (
      `${rejected} of ${day.records} rows of ${ds} could not be read, the first in ${worst?.file}, ` +
      `record ${worst?.record}${worst?.column ? `, column ${worst.column}` : ''}: ${worst?.reason}` +
      `${worst?.value ? ` (${worst.value})` : ''}.`
    );
  }
  return totals && totalsDiffer(day, totals);
}

/** Control totals count every row, so they can be compared only where none was set aside or repeated. */
function totalsDiffer(day: DayRows, totals: ControlTotals): string | undefined {
  if (day.setAside.length > 0 || day.repeated > 0) return undefined;
  const ds = formatDay(day.day);
  if (totals.rows !== undefined && totals.rows !== day.rows.length)
    return `The delivery of ${ds} has ${day.rows.length} rows; its control total says ${totals.rows}.`;
  for (const [column, expected] of Object.entries(totals.sums)) {
    const values = day.measures.get(column);
    if (!values) continue;
    let sum = 0;
    for (let i = 0; i < day.rows.length; i++) sum += values[i] || 0;
    // Sums of two-place decimals may differ in the last bit.
    if (Math.abs(sum - expected) > 0.005)
      return `The sum of ${column} on ${ds} is ${sum}; the control total says ${expected}.`;
  }
  return undefined;
}
