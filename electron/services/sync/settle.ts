import { transaction, type WritableDB } from '../sqlite/db.ts';
import { historyDays, PRESENT, readWindow } from '../store/history.ts';
import { writeSeenDays } from '../store/locations.ts';

/** How many days of presence are read at a time. */
const SLICE = 64;

/** When each office was first and last delivered, from the marks of who had a row on which day. */
export function settleSeenDays(db: WritableDB): void {
  const days = historyDays(db);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return;
  const seen: { first: number; last: number }[] = [];
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
        const entry = (seen[ord] ??= { first: from + d, last: from + d });
        entry.last = from + d;
      }
    }
  }
  transaction(db, () => writeSeenDays(db, seen));
}
