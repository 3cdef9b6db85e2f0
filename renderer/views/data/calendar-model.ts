import type { CalendarDay } from '../../../shared/contracts/health.ts';
import { dayOf, weekday } from '../../../shared/domain/day.ts';

/** A week as a column of the calendar, Monday first; null outside the days shown. */
export interface Week {
  /** Day number of its Monday. */
  readonly monday: number;
  readonly days: readonly (CalendarDay | null)[];
}

/** The days, which follow each other without a gap, as whole weeks. */
export function weeksOf(days: readonly CalendarDay[]): readonly Week[] {
  const weeks = new Map<number, (CalendarDay | null)[]>();
  for (const each of days) {
    const day = dayOf(each.ds);
    const row = weekday(day);
    const week = weeks.get(day - row) ?? Array.from({ length: 7 }, () => null);
    week[row] = each;
    weeks.set(day - row, week);
  }
  return [...weeks].map(([monday, inWeek]) => ({ monday, days: inWeek }));
}

/** The day a key leads to from the one at `at`; undefined for keys that lead nowhere. */
export function keyLeadsTo(
  key: string,
  ctrl: boolean,
  at: number,
  count: number,
): number | undefined {
  const to = ((): number | undefined => {
    switch (key) {
      case 'ArrowUp':
        return at - 1;
      case 'ArrowDown':
        return at + 1;
      case 'ArrowLeft':
        return at - 7;
      case 'ArrowRight':
        return at + 7;
      case 'PageUp':
        return Math.max(0, at - 28);
      case 'PageDown':
        return Math.min(count - 1, at + 28);
      case 'Home':
        return ctrl ? 0 : at % 7;
      case 'End':
        return ctrl ? count - 1 : at + 7 * Math.floor((count - 1 - at) / 7);
      default:
        return undefined;
    }
  })();
  if (to === undefined) return undefined;
  return to < 0 || to >= count ? at : to;
}
