import type { Day } from '../../../shared/domain/day.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { historyDays, PRESENT, readWindow } from '../store/history.ts';
import { writeSeenDays, type SeenDays } from '../store/locations.ts';
import { bumpVersion } from '../store/meta.ts';

/** How many days of presence are read at a time. */
const SLICE = 64;
/** Deliveries in a row that must lack an office before it counts as missing: one may be a slip. */
const GRACE = 2;
/** No day. */
const NEVER = -(2 ** 30);

/**
 * When each office was first and last delivered, and whether it is missing by now: computed from the marks of who had a
 * row on which day, so that it comes out alike in whatever order the days arrived.
 */
export function settleSeenDays(db: WritableDB): void {
  const days = historyDays(db);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return;
  // By ordinal.
  const firsts: Day[] = [];
  const lasts: Day[] = [];
  for (let from = first; from <= last; from += SLICE) {
    const to = Math.min(from + SLICE - 1, last);
    const window = readWindow(db, { measures: [PRESENT], from, to });
    const marks = window.measures.get(PRESENT);
    if (!marks) continue;
    while (firsts.length < window.offices) {
      firsts.push(NEVER);
      lasts.push(NEVER);
    }
    let at = 0;
    for (let day = from; day <= to; day++)
      for (let ord = 0; ord < window.offices; ord++, at++) {
        if (marks[at] !== 1) continue;
        if (firsts[ord] === NEVER) firsts[ord] = day;
        lasts[ord] = day;
      }
  }
  const settled = new Map<number, SeenDays>();
  const missing = new Map<Day, Day | null>();
  firsts.forEach((firstSeen, ord) => {
    const lastSeen = lasts[ord] ?? NEVER;
    if (firstSeen === NEVER) return;
    let since = missing.get(lastSeen);
    if (since === undefined) missing.set(lastSeen, (since = missingSince(days, lastSeen)));
    settled.set(ord, { first: firstSeen, last: lastSeen, missingSince: since });
  });
  transaction(db, () => {
    let version: number | undefined;
    writeSeenDays(db, settled, () => (version ??= bumpVersion(db)));
  });
}

/** The first published day after the last one that has the office, once so many lack it; `days` rise. */
export function missingSince(days: readonly Day[], lastSeen: Day): Day | null {
  const since = days.findLastIndex((day) => day <= lastSeen) + 1;
  return days.length - since >= GRACE ? (days[since] ?? null) : null;
}
