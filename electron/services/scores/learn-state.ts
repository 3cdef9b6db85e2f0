import type { LearningState } from '../../../shared/contracts/learning.ts';
import { RUNG_FROM, type LearnedCard, type ModelNote } from '../../../shared/domain/learning.ts';
import type { ScoreProfile } from '../../../shared/domain/score-profile.ts';
import { settingsOf } from '../../../shared/scoring/settings.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { newestRun } from '../store/deliveries.ts';
import { historyDays } from '../store/history.ts';
import { readModelNotes } from './learn-drift.ts';
import { championLog, championOf, learnedCards } from './learn-models.ts';
import { momentsOf, readOutcomes } from './outcomes.ts';

/** What there is to learn from, what was learned, and what is in use. */
export function learningState(
  db: ReadableDB,
  profile: ScoreProfile,
): Omit<LearningState, 'running'> {
  const cards = learnedCards(db);
  const log = championLog(db);
  const inUse = championOf(db);
  const champion = cards.find(({ id }) => id === inUse) ?? null;
  return {
    outcomes: outcomesOf(db, profile),
    champion,
    challenger:
      cards.find(({ id }) => id !== inUse && !log.some(({ model }) => model === id)) ?? null,
    before: log.length === 0 ? null : { id: log[1]?.model ?? null },
    log,
    notes: champion ? notesOf(db, champion, settingsOf(profile, null).version) : [],
  };
}

function notesOf(db: ReadableDB, card: LearnedCard, settings: string): readonly ModelNote[] {
  const notes = readModelNotes(db);
  if (card.rung === 'ga2m' || card.settings === settings) return notes;
  const text =
    'The weights of the scorecard were changed since the model was learned beside it: no percentage is shown. Train again.';
  return [{ code: 'settings_changed', text }, ...notes];
}

/** A quick count, without reading the history: offices that gave notice while the book was watched. */
function outcomesOf(db: ReadableDB, profile: ScoreProfile): LearningState['outcomes'] {
  const newest = newestRun(db)?.day;
  if (newest === undefined) return null;
  const { horizonDays } = settingsOf(profile, null);
  const days = historyDays(db);
  const moments = momentsOf(days, newest, horizonDays);
  const first = moments[0];
  const last = (moments.at(-1) ?? 0) + horizonDays;
  const churned =
    first === undefined
      ? 0
      : readOutcomes(db).of.filter(
          (o) => o && o.otherCause === 0 && o.notice > first && o.notice <= last,
        ).length;
  return {
    churned,
    days: first === undefined ? 0 : last - first,
    history: days.length,
    needed: RUNG_FROM.platt,
    horizonDays,
  };
}
