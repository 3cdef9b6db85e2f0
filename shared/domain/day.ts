/** A calendar day as the number of days since 1970-01-01: no zone, no clock, exact arithmetic. */
export type Day = number;

const MS_PER_DAY = 86_400_000;
const DASH = 45;
const ZERO = 48;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `'2026-11-20'` → day number; undefined when the text is not a real calendar day from the year 100 on. */
export function parseDay(iso: string): Day | undefined {
  if (iso.length !== 10 || iso.charCodeAt(4) !== DASH || iso.charCodeAt(7) !== DASH)
    return undefined;
  const year = digits(iso, 0, 4);
  const month = digits(iso, 5, 7);
  const date = digits(iso, 8, 10);
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = (MONTHS[month - 1] ?? 0) + (leap ? 1 : 0);
  if (!(year >= 100 && date >= 1 && date <= last)) return undefined;
  // Years that begin in March have their leap day at the end (https://howardhinnant.github.io/date_algorithms.html).
  const y = month > 2 ? year : year - 1;
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + inYear - 719_468;
}

/** NaN where one is not a digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Like {@link parseDay}, for texts the program itself wrote. */
export function dayOf(iso: string): Day {
  const day = parseDay(iso);
  if (day === undefined) throw new RangeError(`not a calendar day: ${iso}`);
  return day;
}

/** Day number → `'2026-11-20'`. */
export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}
