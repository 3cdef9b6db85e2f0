import type { MoveCause } from '../../../shared/domain/change.ts';
import type { Day } from '../../../shared/domain/day.ts';
import type { Band } from '../../../shared/domain/score.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { newestChangeSet } from './changes.ts';
import { readMeta, writeMeta } from './meta.ts';

/** A point of adoption: less is not noted, but adds up until it is one. */
const STEP = 1;

/** An office whose stored score is not the one it was last seen to have. */
export interface MovedScore {
  readonly company_id: string;
  readonly location_id: string;
  readonly adoption: number | null;
  readonly logit: number | null;
  readonly band: Band | null;
  readonly settings: string;
  /** Newest day with a row of the office. */
  readonly day: Day;
  /** Newest time its account's usage was read, ISO. */
  readonly usage_as_of: string | null;
  readonly mark_adoption: number | null;
  readonly mark_logit: number | null;
  readonly mark_band: Band | null;
  /** Null where it had no score yet. */
  readonly mark_settings: string | null;
}

/** Offices that moved a point of adoption, to another band, or to or from a score. Scores must have been stored. */
export function movedScores(db: ReadableDB): readonly MovedScore[] {
  return all<MovedScore>(
    db,
    `SELECT l.company_id, l.location_id, s.adoption, s.logit, s.band, s.settings, l.day, c.usage_as_of,
       m.adoption AS mark_adoption, m.logit AS mark_logit, m.band AS mark_band, m.settings AS mark_settings
     FROM score s JOIN location l ON l.ord = s.ord JOIN company c ON c.company_id = l.company_id
     LEFT JOIN score_mark m ON m.company_id = l.company_id AND m.location_id = l.location_id
     WHERE s.adoption IS NOT NULL AND m.adoption IS NULL OR s.adoption IS NULL AND m.adoption IS NOT NULL
       OR abs(s.adoption - m.adoption) >= ? OR s.band IS NOT m.band`,
    STEP,
  );
}

/** Takes the stored scores for what every office has, without a move; what was noted before is not comparable and goes. */
export function restartMoves(db: WritableDB, asOf: Day): void {
  run(db, 'DELETE FROM score_change');
  run(db, 'DELETE FROM score_mark');
  run(
    db,
    `INSERT INTO score_mark SELECT l.company_id, l.location_id, s.day, s.adoption, s.logit, s.band, s.settings
     FROM score s JOIN location l ON l.ord = s.ord`,
  );
  writeMeta(db, 'moves_from', String(asOf));
}

export function noteMoves(
  db: WritableDB,
  moves: readonly { readonly score: MovedScore; readonly cause: MoveCause }[],
  days: { readonly from: Day; readonly to: Day },
): void {
  const set = newestChangeSet(db)?.id ?? 0;
  for (const { score: s, cause } of moves) {
    run(
      db,
      `INSERT INTO score_change (change_set, company_id, location_id, from_day, day, adoption_old, adoption_new,
         logit_old, logit_new, band_old, band_new, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      set,
      s.company_id,
      s.location_id,
      s.mark_settings === null ? null : days.from,
      days.to,
      s.mark_adoption,
      s.adoption,
      s.mark_logit,
      s.logit,
      s.mark_band,
      s.band,
      cause,
    );
    run(
      db,
      'INSERT OR REPLACE INTO score_mark VALUES (?, ?, ?, ?, ?, ?, ?)',
      s.company_id,
      s.location_id,
      days.to,
      s.adoption,
      s.logit,
      s.band,
      s.settings,
    );
  }
}

const numberIn = (db: ReadableDB, key: string): number | null => {
  const text = readMeta(db, key);
  return text === null ? null : Number(text);
};

/** The day of the scoring before this one; null before the first. */
export const scoredBefore = (db: ReadableDB): Day | null => numberIn(db, 'scored_as_of');
export const noteScored = (db: WritableDB, asOf: Day): void =>
  writeMeta(db, 'scored_as_of', String(asOf));
/** The first data date from which moves are known. */
export const movesFrom = (db: ReadableDB): Day | null => numberIn(db, 'moves_from');

/** One step of an office's score. */
export interface ScoreStep {
  readonly company_id: string;
  readonly company_name: string;
  readonly location_id: string;
  readonly location_name: string;
  readonly from_day: Day | null;
  readonly day: Day;
  readonly adoption_old: number | null;
  readonly adoption_new: number | null;
  readonly logit_old: number | null;
  readonly logit_new: number | null;
  readonly band_old: Band | null;
  readonly band_new: Band | null;
  readonly cause: MoveCause;
}

/** Steps noted after a set, oldest first, of offices that are still known. */
export function readScoreSteps(
  db: ReadableDB,
  of: {
    readonly after: number;
    readonly companyId?: string | undefined;
    readonly locationId?: string | undefined;
  },
): readonly ScoreStep[] {
  return all<ScoreStep>(
    db,
    `SELECT s.company_id, c.company_name, s.location_id, l.location_name, s.from_day, s.day, s.adoption_old,
       s.adoption_new, s.logit_old, s.logit_new, s.band_old, s.band_new, s.cause
     FROM score_change s JOIN location l ON l.company_id = s.company_id AND l.location_id = s.location_id
     JOIN company c ON c.company_id = s.company_id
     WHERE s.change_set > @after AND (@company IS NULL OR s.company_id = @company)
       AND (@location IS NULL OR s.location_id = @location) ORDER BY s.id`,
    { after: of.after, company: of.companyId ?? null, location: of.locationId ?? null },
  );
}
