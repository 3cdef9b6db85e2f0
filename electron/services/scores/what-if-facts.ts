import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { ScoreProfile } from '../../../shared/domain/score-profile.ts';
import { evaluate } from '../../../shared/scoring/evaluation.ts';
import { readBook } from '../../../shared/scoring/read-book.ts';
import { readForRescore } from '../../../shared/scoring/rescore-facts.ts';
import type { RescoreFacts } from '../../../shared/scoring/rescore.ts';
import { settingsOf } from '../../../shared/scoring/settings.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { newestRun } from '../store/deliveries.ts';
import { historyDays } from '../store/history.ts';
import { datasetVersion } from '../store/meta.ts';
import { gatherBook } from './gather.ts';
import { readOutcomes } from './outcomes.ts';
import { pastOffices } from './outcomes-offices.ts';
import { readSetUp } from './profile.ts';

/** A past day and what the offices did after it, by ordinal. */
export interface PastFacts {
  readonly ds: string;
  readonly until: string;
  /** Without the evaluations before: a band here is that of the day. */
  readonly facts: RescoreFacts;
  /** 1 = gave notice within the horizon after that day. */
  readonly event: Uint8Array;
}

/** All that scoring a book under other weights needs: read once, good for any number of profiles. */
export interface WhatIfFacts {
  readonly version: number;
  readonly ds: string;
  /** The profile it was read under, which decides who has enough data for a score. */
  readonly profile: ScoreProfile;
  readonly now: RescoreFacts;
  /** Null where history is too short, or nobody gave notice. */
  readonly past: PastFacts | null;
  /** Yearly, NaN = unknown; and where it is known, in which currency. */
  readonly arr: Float64Array;
  readonly currency: readonly string[];
}

/** Days of history that a score of the past day needs behind it. */
const WARM_UP_DAYS = 84;

/** Reads the newest day, and the day a horizon before it. Takes about as long as two scorings; null without a day. */
export function readWhatIfFacts(db: ReadableDB, profile: ScoreProfile): WhatIfFacts | null {
  const newest = newestRun(db);
  if (!newest) return null;
  const settings = settingsOf(profile, readSetUp(db));
  const rows = all<{ ord: number; arr: number | null; currency: string | null }>(
    db,
    `SELECT l.ord, l.location_arr AS arr, c.currency
     FROM location l JOIN company c ON c.company_id = l.company_id ORDER BY l.ord`,
  );
  const size = (rows.at(-1)?.ord ?? -1) + 1;
  const arr = new Float64Array(size).fill(Number.NaN);
  const currency = Array.from({ length: size }, () => '');
  for (const row of rows) {
    if (row.arr !== null) arr[row.ord] = row.arr;
    currency[row.ord] = row.currency ?? '';
  }
  return {
    version: datasetVersion(db),
    ds: formatDay(newest.day),
    profile,
    now: readForRescore(gatherBook(db, newest.day, settings)),
    past: readPast(db, newest.day - settings.horizonDays, newest.day),
    arr,
    currency,
  };

  function readPast(target: ReadableDB, day: Day, until: Day): PastFacts | null {
    const first = historyDays(target)[0] ?? day;
    const event = noticesWithin(target, day, until, size);
    if (day - first < WARM_UP_DAYS || !event.includes(1)) return null;
    const { offices } = pastOffices(target, day);
    const book = gatherBook(target, day, settings, offices, 'day');
    const { p, scored, sticks, scales } = readBook(book);
    return {
      ds: formatDay(day),
      until: formatDay(until),
      facts: { asOf: day, day: evaluate(p, sticks, scales), weeks: [], scored },
      event,
    };
  }
}

/** Offices that gave notice after one day and up to another. */
function noticesWithin(db: ReadableDB, after: Day, until: Day, size: number): Uint8Array {
  const event = new Uint8Array(size);
  readOutcomes(db).of.forEach((outcome, ord) => {
    if (outcome && outcome.notice > after && outcome.notice <= until) event[ord] = 1;
  });
  return event;
}
