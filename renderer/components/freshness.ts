import { dayOf } from '../../shared/domain/day.ts';
import { ERROR_HOURS, WARN_HOURS } from '../../shared/domain/freshness.ts';

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
  if (hours >= ERROR_HOURS) return { state: 'old', age, word: 'out of date' };
  if (hours >= WARN_HOURS) return { state: 'late', age, word: 'late' };
  return { state: 'fresh', age, word: 'fresh' };
}
