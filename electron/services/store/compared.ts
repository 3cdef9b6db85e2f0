import type { Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** One published day as another is compared with it. */
export interface PastRun {
  readonly day: Day;
  /** Of the bytes it came from. */
  readonly fingerprint: string;
}

/** What a published day was compared with when its checks were last made. */
export interface ComparedDay {
  readonly day: Day;
  readonly past: readonly PastRun[];
  /** Source → ISO time. */
  readonly clocks: ReadonlyMap<string, string>;
}

/** Call inside the transaction that writes the outcomes. */
export function writeCompared(db: WritableDB, { day, past, clocks }: ComparedDay): void {
  run(
    db,
    'INSERT OR REPLACE INTO compared (day, past, clocks) VALUES (?, ?, ?)',
    day,
    JSON.stringify(past.map((p) => [p.day, p.fingerprint])),
    JSON.stringify([...clocks]),
  );
}

/** By day. A day that an older Atrium published is not among them. */
export function readCompared(db: ReadableDB): ReadonlyMap<Day, ComparedDay> {
  const rows = all<{ day: number; past: string; clocks: string }>(db, 'SELECT * FROM compared');
  return new Map(
    rows.map(({ day, past, clocks }) => [
      day,
      {
        day,
        past: (JSON.parse(past) as [Day, string][]).map(([before, fingerprint]) => ({
          day: before,
          fingerprint,
        })),
        clocks: new Map(JSON.parse(clocks) as [string, string][]),
      },
    ]),
  );
}

/** Published days of a span, newest first. */
export function pastRuns(db: ReadableDB, from: Day, to: Day): readonly PastRun[] {
  return all<{ day: number; fingerprint: string }>(
    db,
    'SELECT day, fingerprint FROM applied_run WHERE day BETWEEN ? AND ? ORDER BY day DESC',
    from,
    to,
  );
}

/** Whether the days before are other ones than when a day was compared; days too old to be kept by now do not count. */
export function pastChanged(
  then: readonly PastRun[],
  now: readonly PastRun[],
  oldest: Day,
): boolean {
  const words = (runs: readonly PastRun[]): string =>
    runs
      .filter((p) => p.day >= oldest)
      .map((p) => `${p.day} ${p.fingerprint}`)
      .join();
  return words(then) !== words(now);
}
