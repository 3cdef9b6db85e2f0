import type { Changes, Move, OfficeChanges } from '../../../shared/domain/change.ts';
import { LARGE_ADOPTION, moveText } from '../../../shared/domain/change-words.ts';
import { dayOf, formatDay, parseDay } from '../../../shared/domain/day.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { officeEvents, type OfficeEvents } from '../store/changes-offices.ts';
import {
  atTime,
  beforeLastSync,
  countRestated,
  countSyncs,
  onDay,
  readRestatedDays,
  readRestatedValues,
  type Boundary,
} from '../store/changes-read.ts';
import { newestRun } from '../store/deliveries.ts';
import { datasetVersion } from '../store/meta.ts';
import { readSteps } from '../store/change-steps.ts';
import { readSettingsMarks } from '../store/scored-with.ts';
import { movesFrom, readScoreSteps, type ScoreStep } from '../store/score-changes.ts';

export interface ChangesQuery {
  /** `last_sync`, a data date or an ISO time. */
  readonly since: string;
  readonly companyId?: string | undefined;
  readonly limit: number;
}

const NOBODY: OfficeEvents = {
  newOffices: [],
  goneOffices: [],
  returnedOffices: [],
  movedOffices: [],
};

/** What changed since a sync, a data date or a time; lists cut at the limit, totals of all. */
export function readChanges(db: ReadableDB, query: ChangesQuery): Changes {
  const { companyId, limit } = query;
  const { after, from, fromDay } = boundaryOf(db, query.since);
  const newest = newestRun(db);
  const events = fromDay === null ? NOBODY : officeEvents(db, fromDay, companyId);
  const { large, smaller } = movesOf(readScoreSteps(db, { after, companyId }));
  const known = movesFrom(db);
  const cut = <T>(list: readonly T[]): readonly T[] => list.slice(0, limit);
  return {
    from,
    to: newest ? { ds: formatDay(newest.day), at: newest.publishedAt } : null,
    version: datasetVersion(db),
    ...countSyncs(db, after),
    newOffices: cut(events.newOffices),
    goneOffices: cut(events.goneOffices),
    returnedOffices: cut(events.returnedOffices),
    movedOffices: cut(events.movedOffices),
    restatedDays: cut(readRestatedDays(db, after, companyId)),
    restated: readRestatedValues(db, { after, companyId, limit }),
    restatedTotal: countRestated(db, { after, companyId }),
    moves: cut(large),
    smallerMoves: smaller,
    movesFrom: known === null ? null : formatDay(known),
    settings: readSettingsMarks(db, after),
    totals: {
      newOffices: events.newOffices.length,
      goneOffices: events.goneOffices.length,
      returnedOffices: events.returnedOffices.length,
      movedOffices: events.movedOffices.length,
      moves: large.length,
    },
  };
}

/** Values kept of one office. */
const OFFICE_VALUES = 500;

export function readOfficeChanges(
  db: ReadableDB,
  key: { readonly companyId: string; readonly locationId: string },
): OfficeChanges {
  const of = { after: 0, ...key };
  return {
    steps: readSteps(db, key),
    restated: readRestatedValues(db, { ...of, limit: OFFICE_VALUES }),
    restatedTotal: countRestated(db, of),
    moves: readScoreSteps(db, of)
      .toReversed()
      .flatMap((step) => movesOf([step]).large),
  };
}

function boundaryOf(db: ReadableDB, since: string): Boundary {
  if (since === 'last_sync') return beforeLastSync(db);
  return parseDay(since) === undefined ? atTime(db, since) : onDay(db, dayOf(since));
}

/** The risk table moves 0.75 log-odds for 20 points of adoption: both kinds of move are ranked on that scale. */
const LOGIT_OF_POINT = 0.75 / 20;

/** First and last step of each office as one move; what it went through in between cancels out. */
function movesOf(steps: readonly ScoreStep[]): { large: Move[]; smaller: number } {
  const offices = new Map<string, { first: ScoreStep; last: ScoreStep; main: ScoreStep }>();
  for (const step of steps) {
    const key = `${step.company_id}\u001f${step.location_id}`;
    const so = offices.get(key);
    if (!so) offices.set(key, { first: step, last: step, main: step });
    else {
      so.last = step;
      if (sizeOf(step, step) > sizeOf(so.main, so.main)) so.main = step;
    }
  }
  const ranked: { move: Move; size: number }[] = [];
  let smaller = 0;
  for (const { first, last, main } of offices.values()) {
    const moves = largeMoves(first, last, main);
    const size = sizeOf(first, last);
    for (const move of moves) ranked.push({ move, size });
    if (moves.length === 0 && Math.abs(points(first, last)) >= 1) smaller++;
  }
  const large = ranked.toSorted((a, b) => b.size - a.size).map(({ move }) => move);
  return { large, smaller };
}

const points = (first: ScoreStep, last: ScoreStep): number =>
  (last.adoption_new ?? Number.NaN) - (first.adoption_old ?? Number.NaN);

/** In points of adoption; 0 where there is nothing to compare with. */
function sizeOf(first: ScoreStep, last: ScoreStep): number {
  const odds = ((last.logit_new ?? Number.NaN) - (first.logit_old ?? Number.NaN)) / LOGIT_OF_POINT;
  return Math.max(Math.abs(points(first, last)) || 0, Math.abs(odds) || 0);
}

function largeMoves(first: ScoreStep, last: ScoreStep, main: ScoreStep): Move[] {
  if (last.adoption_new === null && last.band_new === null) return [];
  const moves: Move[] = [];
  const isFirst = first.adoption_old === null && first.band_old === null;
  // A score that was gone for a while is not a first one.
  const back = main.cause === 'first_score' ? 'new_data' : main.cause;
  const add = (what: Move['what'], old: Move['old'], now: Move['new']): void => {
    const of = {
      what,
      old,
      new: now,
      from_ds: first.from_day === null ? null : formatDay(first.from_day),
      ds: formatDay(last.day),
      cause: isFirst ? ('first_score' as const) : back,
    };
    moves.push({
      company_id: last.company_id,
      company_name: last.company_name,
      location_id: last.location_id,
      location_name: last.location_name,
      ...of,
      text: moveText(of),
    });
  };
  if (isFirst || Math.abs(points(first, last)) >= LARGE_ADOPTION)
    add('adoption', first.adoption_old, last.adoption_new);
  if (
    !isFirst &&
    first.band_old !== null &&
    last.band_new !== null &&
    first.band_old !== last.band_new
  )
    add('risk', first.band_old, last.band_new);
  return moves;
}
