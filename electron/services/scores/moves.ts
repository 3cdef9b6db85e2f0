import type { MoveCause } from '../../../shared/domain/change.ts';
import { parseDay, type Day } from '../../../shared/domain/day.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { daysFilledBehind } from '../store/changes.ts';
import {
  movedScores,
  noteMoves,
  noteScored,
  restartMoves,
  scoredBefore,
  type MovedScore,
} from '../store/score-changes.ts';

/**
 * Days that may come in behind the newest and still count as late ones. More are a history that fills in: scores then
 * know more than before, which is no move of any office.
 */
export const LATE_DAYS = 7;

/**
 * Notes which scores moved and why; call after the scores are stored, in their transaction. A book without fixed
 * thresholds is still being set up: nothing has moved there, and what is noted starts anew.
 * @param settled thresholds and scales were fixed before this scoring
 */
export function keepMoves(db: WritableDB, asOf: Day, settled: boolean): void {
  const before = scoredBefore(db);
  noteScored(db, asOf);
  if (!settled || before === null || daysFilledBehind(db) > LATE_DAYS)
    return restartMoves(db, asOf);
  const moves = movedScores(db).map((score) => ({ score, cause: causeOf(score, before, asOf) }));
  noteMoves(db, moves, { from: before, to: asOf });
}

/** The scores themselves do not say why they differ, so it is read from what came in between. */
function causeOf(score: MovedScore, before: Day, asOf: Day): MoveCause {
  if (score.mark_settings === null || score.mark_adoption === null) return 'first_score';
  if (score.mark_settings !== score.settings) return 'settings';
  // Without a newer day only what was known of the days before can have changed.
  if (asOf <= before) return 'restated';
  // Read on the day after `before` or earlier, usage is known up to `before` and no further.
  const read = parseDay((score.usage_as_of ?? '').slice(0, 10));
  const silent = score.day < asOf || (read !== undefined && read <= before + 1);
  return silent ? 'ageing' : 'new_data';
}
