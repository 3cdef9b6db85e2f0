import type { Day } from '../../../shared/domain/day.ts';
import { DEFAULT_PROFILE, type ScoreProfile } from '../../../shared/domain/score-profile.ts';
import { withChampion } from '../../../shared/learning/apply.ts';
import { bookNumbers } from '../../../shared/scoring/numbers.ts';
import { scoreBook } from '../../../shared/scoring/score-book.ts';
import { settingsOf } from '../../../shared/scoring/settings.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { bumpVersion, writeMeta } from '../store/meta.ts';
import { gatherBook } from './gather.ts';
import { keepScores } from './keep.ts';
import { keepModelNotes } from './learn-drift.ts';
import { championIn } from './learn-models.ts';
import { numbersOf, readBefore, wayFrom } from './causes.ts';
import { keepCauses } from './keep-causes.ts';
import { keepMoves } from './moves.ts';
import { keepScoredWith, readSetUp, setUpBy, writeSetUp } from './profile.ts';
import { keepRollUps } from './roll-ups.ts';
import { keepSnapshots } from './snapshots.ts';

export interface ScoreRunSummary {
  readonly asOf: Day;
  readonly settings: string;
  readonly offices: number;
  /** Offices whose stored score changed. */
  readonly changed: number;
  readonly states: Readonly<Record<string, number>>;
  /** True once thresholds and scales are fixed. */
  readonly settled: boolean;
}

/**
 * Scores the whole book as of a day and stores scores, figures of the book and the facts they were computed from, in one
 * transaction. Reads everything first, then computes, then writes.
 * @param options.now ISO time kept with the facts
 * @param options.profile what was set about the scores; the published scorecard without
 */
export function scoreRun(
  db: WritableDB,
  options: { readonly asOf: Day; readonly now: string; readonly profile?: ScoreProfile },
): ScoreRunSummary {
  const { asOf, now, profile = DEFAULT_PROFILE } = options;
  const setUp = readSetUp(db);
  const settings = settingsOf(profile, setUp);
  const book = gatherBook(db, asOf, settings);
  const result = scoreBook(book);
  const { facts, figures, fourWeeksAgo } = result;
  const champion = championIn(db, settings.version);
  const scores = champion ? withChampion(result, champion) : result.scores;
  const label = champion ? `${settings.version} by ${champion.id}` : settings.version;
  // Before the book is set up its scores are none to compare with.
  const before = setUp === null ? null : readBefore(db);
  const way =
    before &&
    wayFrom(db, before, {
      book,
      label,
      setUp,
      score: (other) =>
        champion ? numbersOf(withChampion(scoreBook(other), champion)) : bookNumbers(other),
    });
  const firstSetUp = setUp || !figures.settled ? null : setUpBy(book, figures);
  const changed = transaction(db, () => {
    if (firstSetUp) writeSetUp(db, asOf, firstSetUp);
    writeMeta(db, 'book_figures', JSON.stringify(figures));
    keepSnapshots(db, { asOf, knownAt: now, settings: settings.version, scores, facts });
    const rows = keepScores(db, scores, {
      asOf,
      // A switch of the model is a change of what scores are computed with, as a change of weights is.
      settings: label,
      version: bumpVersion(db),
    });
    keepMoves(db, asOf, setUp !== null);
    keepRollUps(db, fourWeeksAgo);
    keepCauses(db, { asOf, label, before, way });
    keepScoredWith(db, profile, { asOf, now });
    keepModelNotes(db, champion?.id ?? null, asOf);
    return rows;
  });
  return {
    asOf,
    settings: settings.version,
    offices: scores.length,
    changed,
    states: figures.states,
    settled: setUp !== null || figures.settled,
  };
}
