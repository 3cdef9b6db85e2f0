import { countText, dayText, shortDayText } from '../format.ts';

export interface Line {
  /** Day numbers; for weeks the last day of each. */
  readonly days: readonly number[];
  /** null = unknown: a gap, never a zero. */
  readonly values: readonly (number | null)[];
}

/**
 * Sums of seven days, counted back from the last day, so that the newest week is always whole. A week with an unknown
 * day is unknown: a sum of six days would look like a drop.
 */
export function weeklyLine(daily: Line): Line {
  const days: number[] = [];
  const values: (number | null)[] = [];
  for (let end = daily.days.length; end >= 7; end -= 7) {
    const week = daily.values.slice(end - 7, end);
    days.unshift(daily.days[end - 1] ?? 0);
    values.unshift(
      week.reduce<number | null>(
        (sum, each) => (sum === null || each === null ? null : sum + each),
        0,
      ),
    );
  }
  return { days, values };
}

/** The last `count` points. */
export function tail(line: Line, count: number): Line {
  return { days: line.days.slice(-count), values: line.values.slice(-count) };
}

/** What a chart shows, in a sentence: ends, highest, lowest, gaps. */
export function lineText(line: Line, unit: 'week' | 'day'): string {
  const known = line.values.flatMap((value, at) =>
    value === null ? [] : [{ value, day: line.days[at] ?? 0 }],
  );
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) return 'No data.';
  const highest = known.reduce((best, each) => (each.value > best.value ? each : best));
  const gaps = line.values.length - known.length;
  const at = unit === 'week' ? 'in the week to' : 'on';
  const sentences = [
    `${countText(first.value)} ${at} ${dayText(first.day)}, ${countText(last.value)} ${at} ${dayText(last.day)}`,
    `highest ${countText(highest.value)} ${at} ${shortDayText(highest.day)}`,
  ];
  if (gaps > 0) sentences.push(`${countText(gaps)} ${gaps === 1 ? unit : `${unit}s`} without data`);
  return `${sentences.join('; ')}.`;
}
