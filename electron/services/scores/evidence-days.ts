import type { SourceDay } from '../../../shared/domain/evidence.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { PRESENT, readOffice, SOURCE_FILE, SOURCE_RECORD } from '../store/history.ts';

/** The delivered days of one office from `from` to `to`, newest first, with the file and record each came from. */
export function readSourceDays(
  db: ReadableDB,
  ord: number,
  {
    measures,
    from,
    to,
  }: { readonly measures: readonly string[]; readonly from: Day; readonly to: Day },
): readonly SourceDay[] {
  const read = readOffice(db, ord, {
    measures: [PRESENT, SOURCE_FILE, SOURCE_RECORD, ...measures],
    from,
    to,
  });
  const files = new Map(
    all<{ day: Day; file: number; run_id: string; path: string }>(
      db,
      'SELECT day, file, run_id, path FROM day_file WHERE day BETWEEN ? AND ?',
      from,
      to,
    ).map(({ day, file, ...source }) => [`${day}/${file}`, source]),
  );
  const at = (name: string, day: Day): number | null => {
    const value = read.get(name)?.[day - from] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const days: SourceDay[] = [];
  for (let day = to; day >= from; day--) {
    if (at(PRESENT, day) !== 1) continue;
    const source = files.get(`${day}/${at(SOURCE_FILE, day) ?? ''}`);
    days.push({
      ds: formatDay(day),
      values: measures.map((name) => at(name, day)),
      file: source?.path ?? null,
      record: at(SOURCE_RECORD, day),
      runId: source?.run_id ?? null,
    });
  }
  return days;
}
