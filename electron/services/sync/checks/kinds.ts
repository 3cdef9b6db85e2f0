import { weekday, type Day } from '../../../../shared/domain/day.ts';
import type { PastDay, Profiles } from './types.ts';

/**
 * Whether a day was one on which offices are open: by the delivery's own `is_open_day` where it has one, else by the
 * weekday. Open days are compared with open days: a quiet Sunday says nothing about a Monday.
 */
export function isOpen(day: Day, columns: Profiles): boolean {
  const open = columns.get('is_open_day');
  if (!open || open.total === null) return weekday(day) < 5;
  return open.total / (open.rows - open.nulls) >= 0.5;
}

export function sameKind(
  days: readonly PastDay[],
  day: Day,
  columns: Profiles,
): readonly PastDay[] {
  const kind = isOpen(day, columns);
  return days.filter((d) => isOpen(d.day, d.columns) === kind);
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

// Made once: a formatter costs more than all it formats in a day.
const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const SHARE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `1,234.5`: numbers as the sentences of checks show them. */
export const count = (value: number): string => NUMBER.format(value);
export const percent = (share: number): string => `${SHARE.format(share * 100)} %`;
