import type { CheckTrend } from '../../../shared/contracts/health.ts';

interface Band {
  readonly points: readonly { readonly x: number; readonly y: number; readonly passed: boolean }[];
  /** Where the days that passed lie; null where none did. */
  readonly band: { readonly top: number; readonly height: number } | null;
}

const EDGE = 4;

/** Places of a trend's points in a box, zero at its foot; points stand by their day, so a missing day is a gap. */
export function bandOf({ points }: CheckTrend, width: number, height: number): Band {
  const values = points.map((p) => p.value);
  const top = Math.max(1, ...values);
  const low = Math.min(0, ...values);
  const y = (value: number): number =>
    round(EDGE + (1 - (value - low) / (top - low)) * (height - 2 * EDGE));
  const days = points.map((p) => Date.parse(p.ds) / 86_400_000);
  const [first = 0, last = 1] = [days[0], days.at(-1)];
  const step = (width - 2 * EDGE) / Math.max(1, last - first);
  const passed = points.filter((p) => p.passed).map((p) => p.value);
  const [high, bottom] = [Math.max(...passed), Math.min(...passed)];
  return {
    points: points.map((p, i) => ({
      x: round(EDGE + ((days[i] ?? first) - first) * step),
      y: y(p.value),
      passed: p.passed,
    })),
    band: passed.length === 0 ? null : { top: y(high) - 2, height: round(y(bottom) - y(high) + 4) },
  };
}

/** What the picture shows, for those who do not see it. */
export function trendWords(
  { of, points }: CheckTrend,
  number: (value: number) => string,
  day: (ds: string) => string,
): string {
  const last = points.at(-1);
  const before = points.slice(0, -1).map((p) => p.value);
  const [first] = points;
  if (!last || !first || before.length === 0) return '';
  const [low, high] = [Math.min(...before), Math.max(...before)];
  const range = low === high ? number(low) : `${number(low)} to ${number(high)}`;
  return `${of}: ${number(last.value)}; ${range} on ${before.length} days from ${day(first.ds)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
