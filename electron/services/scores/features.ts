import { featureOf } from '../../../shared/domain/company-facts.ts';
import type { Day } from '../../../shared/domain/day.ts';
import type { FeatureFacts } from '../../../shared/scoring/book.ts';
import { newestAt, sumDays } from '../../../shared/scoring/windows.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { measureNames, readWindow } from '../store/history.ts';

const THEN = 84;
/** Half of the 28 days a feature is looked at: evaluations lie as far apart, so that each half is read once. */
const HALF = 14;
/** Counts read at once: more would need too much memory, fewer would read the same blocks of the history again. */
const READ_AT_ONCE = 25_000_000;
/** Fewer known days than this without a single event do not prove that a feature is unused. */
const MIN_DAYS = 14;

/** Features are discovered from the delivered columns. */
export function featureKeys(db: ReadableDB): readonly string[] {
  return [...new Set(measureNames(db).flatMap((name) => featureOf(name)?.key ?? []))].toSorted();
}

/**
 * Switches and use of every feature on some days, newest first and whole multiples of 14 days apart. Switches are those
 * of the first of them: a feature that was switched on since is no change of what is used.
 */
export function featuresOn(
  db: ReadableDB,
  days: readonly Day[],
): ReadonlyMap<Day, readonly FeatureFacts[]> {
  const keys = featureKeys(db);
  const switches = switchesOn(db, keys, days[0] ?? 0);
  const windows = new Map<Day, readonly Float32Array[]>();
  const perHalf = HALF * Math.max(1, keys.length * (switches[0]?.enabled.length ?? 0));
  // A single day needs two halves now and two then; several days need nearly all there are.
  const atOnce = days.length === 1 ? 2 : Math.max(2, Math.floor(READ_AT_ONCE / perHalf));
  const oldest = (days.at(-1) ?? 0) - THEN - 2 * HALF + 1;
  let read: readonly (readonly Half[])[] = [];
  let readTo = Number.NEGATIVE_INFINITY;
  const halfUntil = (to: Day): readonly Half[] => {
    if (to > readTo || to <= readTo - HALF * read.length) {
      read = readHalves(db, keys, to, Math.min(atOnce, Math.ceil((to - oldest + 1) / HALF)));
      readTo = to;
    }
    return read[(readTo - to) / HALF] ?? [];
  };
  const wanted = new Set(days.flatMap((day) => [day, day - THEN]));
  for (const day of [...wanted].toSorted((a, b) => b - a)) {
    const newer = halfUntil(day);
    const older = halfUntil(day - HALF);
    windows.set(
      day,
      newer.map((half, k) => eventsOf(half, older[k])),
    );
  }
  return new Map(
    days.map((day) => [
      day,
      switches.map((own, k) => ({
        ...own,
        eventsNow: windows.get(day)?.[k] ?? new Float32Array(0),
        eventsThen: windows.get(day - THEN)?.[k] ?? new Float32Array(0),
      })),
    ]),
  );
}

function switchesOn(
  db: ReadableDB,
  keys: readonly string[],
  asOf: Day,
): readonly Pick<FeatureFacts, 'key' | 'enabled' | 'entitled'>[] {
  const delivered = new Set(measureNames(db));
  const measures = keys.flatMap((key) => [`feature_${key}_enabled`, `feature_${key}_entitled`]);
  const window = readWindow(db, { measures, from: asOf - 6, to: asOf });
  const newest = (name: string) => {
    const values = window.measures.get(name);
    const grid = values && { ...window, values };
    return Float32Array.from(newestAt(grid, asOf, window.offices));
  };
  return keys.map((key) => {
    const enabled = newest(`feature_${key}_enabled`);
    return {
      key,
      enabled,
      // Where entitlement is never delivered, a known switch says that the feature is in the plan.
      entitled: delivered.has(`feature_${key}_entitled`)
        ? newest(`feature_${key}_entitled`)
        : enabled.map((on) => (Number.isNaN(on) ? 0 : 1)),
    };
  });
}

/** Events of 14 days and the days they are known of, by office. */
interface Half {
  readonly sum: Float32Array;
  readonly observed: Uint8Array;
}

/** The halves that end on `to` and before, newest first, by feature. */
function readHalves(
  db: ReadableDB,
  keys: readonly string[],
  to: Day,
  halves: number,
): readonly (readonly Half[])[] {
  const measures = keys.map((key) => `feature_${key}_events`);
  const window = readWindow(db, { measures, from: to - halves * HALF + 1, to });
  const grids = measures.map((name) => {
    const values = window.measures.get(name);
    return values && { ...window, values };
  });
  return Array.from({ length: halves }, (_, back) =>
    grids.map((grid) => {
      const from = back * HALF;
      const { sum, observed } = sumDays(grid, to, from, from + HALF - 1, window.offices);
      return { sum: Float32Array.from(sum), observed: Uint8Array.from(observed) };
    }),
  );
}

function eventsOf(newer: Half, older: Half | undefined): Float32Array {
  return newer.sum.map((count, i) => {
    const days = (newer.observed[i] ?? 0) + (older?.observed[i] ?? 0);
    const all = count + (older?.sum[i] ?? 0);
    return days === 0 || (all === 0 && days < MIN_DAYS) ? Number.NaN : all;
  });
}
