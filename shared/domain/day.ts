/** A calendar day as the number of days since 1970-01-01: no zone, no clock, exact arithmetic. */
export type Day = number;

const MS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `'2026-11-20'` → day number; undefined when the text is not a real calendar day. */
export function parseDay(iso: string): Day | undefined {
  const m = ISO_DAY.exec(iso);
  if (!m) return undefined;
  const day = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])) / MS_PER_DAY;
  return formatDay(day) === iso ? day : undefined;
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
