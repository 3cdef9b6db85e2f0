import type { Day } from '../../domain/day.ts';
import { firstDayOfWeek, NEVER, REASONS, weekOf, WEEKS, type Book } from './book.ts';
import { COMMA, csvBytes, putBytes, putNull, type DayWriter } from './bytes.ts';
import { riskIndex } from './latent.ts';
import { hashUnit, sigmoid } from './random.ts';

export const STATUSES = ['onboarding', 'active', 'closing', 'closed', 'test'] as const;
const STATUS_BYTES = STATUSES.map((status) => csvBytes([status]));
const REASON_BYTES = REASONS.map((reason) => csvBytes([reason]));
const ONBOARDING_DAYS = 84;

/** Index into {@link STATUSES} of an office on a day. */
export function statusOf(book: Book, o: number, day: Day): number {
  const { offices } = book;
  if (offices.test[o]) return 4;
  const cancelled = offices.cancelled[o] ?? NEVER;
  if (cancelled !== NEVER && day >= cancelled) return 3;
  const notice = offices.notice[o] ?? NEVER;
  if (notice !== NEVER && day >= notice) return 2;
  return day < (offices.start[o] ?? 0) + ONBOARDING_DAYS ? 0 : 1;
}

/** `location_status` … `cancellation_reason`. What happens later than the day is not known yet. */
export function putLife(
  book: Book,
  putDay: DayWriter,
  to: Uint8Array,
  start: number,
  o: number,
  day: Day,
): number {
  const { offices } = book;
  const status = statusOf(book, o, day);
  const text = STATUS_BYTES[status];
  let at = text ? putBytes(to, start, text, 0, text.length) : start;
  at = putDay(to, at, offices.start[o] ?? 0);
  to[at++] = COMMA;
  at = putDay(to, at, offices.licensed[o] ?? 0);
  to[at++] = COMMA;
  const known = status === 2 || status === 3;
  at = known ? putDay(to, at, offices.notice[o] ?? 0) : putNull(to, at);
  to[at++] = COMMA;
  at = known ? putDay(to, at, offices.cancelled[o] ?? 0) : putNull(to, at);
  to[at++] = COMMA;
  const reason = known ? REASON_BYTES[offices.reason[o] ?? REASONS.length] : undefined;
  if (reason) at = putBytes(to, at, reason, 0, reason.length);
  else {
    at = putNull(to, at);
    to[at++] = COMMA;
  }
  return at;
}

/** `ml_churn_score`, `ml_scored_on`: the data team's model is a noisy view of the true hazard, missing for one office in ten. */
export function putModel(
  book: Book,
  putDay: DayWriter,
  to: Uint8Array,
  start: number,
  o: number,
  day: Day,
): number {
  const { offices, seed } = book;
  let at = start;
  const week = Math.min(WEEKS - 1, weekOf(book, day));
  const young = week - (offices.startWeek[o] ?? 0) < 4;
  if (young || week < 0 || hashUnit(seed, 13, o) < 0.1 || statusOf(book, o, day) > 2) {
    at = putNull(to, at);
    to[at++] = COMMA;
    at = putNull(to, at);
  } else {
    const noise = hashUnit(seed, 14, o, week >> 2) - 0.5;
    const p = sigmoid(riskIndex(book, o, week) + Math.log(13) + 1.6 * noise);
    const scaled = Math.round(p * 100_000);
    to[at++] = 48;
    to[at++] = 46;
    for (let unitOf = 10_000; unitOf >= 1; unitOf /= 10) {
      to[at++] = 48 + (Math.floor(scaled / unitOf) % 10);
    }
    to[at++] = COMMA;
    at = putDay(to, at, firstDayOfWeek(book, week));
  }
  to[at++] = COMMA;
  return at;
}
