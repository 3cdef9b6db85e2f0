import { featureOf } from '../../../../shared/domain/company-facts.ts';
import type { Day } from '../../../../shared/domain/day.ts';
import { all, one, type ReadableDB } from '../../sqlite/db.ts';
import { PRESENT, readWindow, type HistoryWindow } from '../../store/history.ts';
import { readProfiles } from '../../store/profiles.ts';
import type { DayOffices, Past, PastDay, Profiles } from './types.ts';

/** How far back a day is compared. */
export const PAST_DAYS = 28;
/** Days read at a time where many are gone through. */
const SLICE = 32;

/** Columns with few values, and the table that keeps the newest of each. */
const ENUMS: readonly (readonly [column: string, table: 'company' | 'location'])[] = [
  ['segment', 'company'],
  ['plan', 'company'],
  ['currency', 'company'],
  ['location_status', 'location'],
  ['cancellation_reason', 'location'],
];

const NOBODY: DayOffices = { count: 0, marks: [], fresh: [] };
const NOTHING: Past = { days: [], offices: NOBODY, values: new Map() };

/** What published days hold of the things that are compared; read once where one day after the other is asked for. */
export interface Published {
  pastOf(day: Day): Omit<Past, 'values'>;
  profilesOf(day: Day): Profiles;
  officesOn(day: Day): DayOffices;
}

/** What a day is compared with: the published days before it, as they stand now. */
export function gatherPast(db: ReadableDB, day: Day): Past {
  const past = readPublished(db).pastOf(day);
  return past.days.length === 0 ? NOTHING : { ...past, values: valuesSeen(db) };
}

/** To be made anew when days were added. Days are best asked for from the oldest to the newest. */
export function readPublished(db: ReadableDB): Published {
  let profiles = new Map<Day, Profiles>();
  let read = { from: 0, to: -1 };
  /** Kept for a slice of days: days are asked for in order, and each looks back at those before. */
  const profilesFrom = (from: Day, to: Day): void => {
    if (from >= read.from && to <= read.to) return;
    read = { from, to: to + SLICE };
    profiles = new Map(readProfiles(db, read.from, read.to));
  };
  const profilesOf = (day: Day): Profiles => {
    profilesFrom(day, day);
    return profiles.get(day) ?? new Map();
  };
  const officesOn = presenceReader(db);
  return {
    profilesOf,
    officesOn,
    pastOf(day) {
      const applied = all<{ day: number; rows: number }>(
        db,
        'SELECT day, rows FROM applied_run WHERE day BETWEEN ? AND ? ORDER BY day DESC',
        day - PAST_DAYS,
        day - 1,
      );
      const last = applied[0];
      if (!last) return NOTHING;
      profilesFrom(day - PAST_DAYS, day);
      const days = applied.map((r): PastDay => ({ ...r, columns: profilesOf(r.day) }));
      return { days, offices: officesOn(last.day) };
    },
  };
}

function presenceReader(db: ReadableDB): (day: Day) => DayOffices {
  let window: HistoryWindow | undefined;
  return (day) => {
    if (!window || day < window.firstDay || day >= window.firstDay + window.days)
      window = readWindow(db, { measures: [PRESENT], from: day, to: day + (window ? SLICE : 0) });
    const { firstDay, offices, measures } = window;
    const start = (day - firstDay) * offices;
    const marks = measures.get(PRESENT)?.subarray(start, start + offices) ?? [];
    let count = 0;
    for (const mark of marks) if (mark === 1) count++;
    return { count, marks, fresh: [] };
  };
}

/** Asked for one value at a time: the first row that has it is found at once, and a day has few. */
function valuesSeen(db: ReadableDB): Past['values'] {
  return new Map(
    ENUMS.map(([column, table]) => [
      column,
      (value) =>
        one(db, `SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT 1`, value) !== undefined ||
        (one(db, `SELECT 1 FROM ${table} WHERE ${column} IS NOT NULL LIMIT 1`) ? false : undefined),
    ]),
  );
}

/** Which of the delivery's clocks a measure runs on. */
export const sourceOf = (measure: string): 'usage_as_of' | 'support_as_of' =>
  featureOf(measure) === undefined && (measure.startsWith('tickets_') || measure === 'csat')
    ? 'support_as_of'
    : 'usage_as_of';
