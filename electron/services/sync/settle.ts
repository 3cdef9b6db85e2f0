import type { Day } from '../../../shared/domain/day.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { historyDays, PRESENT, readWindow } from '../store/history.ts';
import { writeSeenDays, type SeenDays } from '../store/locations.ts';
import { bumpVersion } from '../store/meta.ts';

/** How many days of presence are read at a time. */
const SLICE = 64;
/** Deliveries in a row that must lack an office before it counts as missing: one may be a slip. */
const GRACE = 2;

/**
 * When each office was first and last delivered, and whether it is missing by now: computed from the marks of who had a
 * row on which day, so that it comes out alike in whatever order the days arrived.
 */
export function settleSeenDays(db: WritableDB): void {
  const days = historyDays(db);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return;
  const seen = new Map<number, { first: Day; last: Day }>();
  for (let from = first; from <= last; from += SLICE) {
    const window = readWindow(db, {
      measures: [PRESENT],
      from,
      to: Math.min(from + SLICE - 1, last),
    });
    const marks = window.measures.get(PRESENT);
    if (!marks) continue;
    for (let d = 0; d < window.days; d++) {
      for (let ord = 0; ord < window.offices; ord++) {
        if (marks[d * window.offices + ord] !== 1) continue;
        const entry = seen.get(ord);
        if (entry) entry.last = from + d;
        else seen.set(ord, { first: from + d, last: from + d });
      }
    }
  }
  const settled = new Map<number, SeenDays>();
  for (const [ord, entry] of seen)
    settled.set(ord, { ...entry, missingSince: missingSince(days, entry.last) });
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
