import { dayOf } from '../../shared/domain/day.ts';

/** Late after 30 h, out of date after 54 h: an extract of a day is due the night after it. Both count from the end of that day. */
const LATE_H = 30;
const OLD_H = 54;

export interface Freshness {
  readonly state: 'fresh' | 'late' | 'old';
  /** `6 h old`, `3 days old` */
  readonly age: string;
  readonly word: string;
}

/** How old the newest day is at `now` (milliseconds since 1970, UTC days as in the extract). */
export function freshness(ds: string, now: number): Freshness {
  const end = (dayOf(ds) + 1) * 86_400_000;
  const hours = Math.max(0, Math.floor((now - end) / 3_600_000));
  const age = hours < 48 ? `${hours} h old` : `${Math.floor(hours / 24)} days old`;
  if (hours >= OLD_H) return { state: 'old', age, word: 'out of date' };
  if (hours >= LATE_H) return { state: 'late', age, word: 'late' };
  return { state: 'fresh', age, word: 'fresh' };
}
