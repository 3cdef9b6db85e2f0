import type { Day } from '../../../shared/domain/day.ts';
import { profileChanges } from '../../../shared/domain/score-profile-words.ts';
import {
  profileVersion,
  SCORECARD,
  type ScoreProfile,
} from '../../../shared/domain/score-profile.ts';
import type { BookFacts, BookFigures } from '../../../shared/scoring/book.ts';
import { scoreBook } from '../../../shared/scoring/score-book.ts';
import { DEFAULT_SETTINGS, type SetUp } from '../../../shared/scoring/settings.ts';
import { one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { noteScoredWith } from '../store/scored-with.ts';

/** What was fixed when the book was first scored with enough history; null before. */
export function readSetUp(db: ReadableDB): SetUp | null {
  const row = one<{ profile: string }>(
    db,
    'SELECT profile FROM score_profile WHERE settings = ?',
    SCORECARD,
  );
  return row ? (JSON.parse(row.profile) as SetUp) : null;
}

/** By the published scorecard, whatever profile is in force: else the way to a profile would decide about its bands. */
export function setUpBy(book: BookFacts, figures: BookFigures): SetUp {
  const { thresholds, scales } =
    figures.settings === SCORECARD
      ? figures
      : scoreBook({ ...book, settings: DEFAULT_SETTINGS }).figures;
  return { thresholds, scales };
}

export function writeSetUp(db: WritableDB, day: Day, { thresholds, scales }: SetUp): void {
  run(
    db,
    'INSERT INTO score_profile (settings, day, profile) VALUES (?, ?, ?)',
    SCORECARD,
    day,
    JSON.stringify({ thresholds, scales }),
  );
}

const LAST = 'scored_with';

/** The profile of the stored scores, and its version then; null before any. */
export function scoredWith(
  db: ReadableDB,
): { readonly version: string; readonly profile: ScoreProfile } | null {
  const text = readMeta(db, LAST);
  return text === null ? null : (JSON.parse(text) as { version: string; profile: ScoreProfile });
}

/** Keeps what the book is scored with from here on, and marks the day where that changed. Call inside the transaction. */
export function keepScoredWith(
  db: WritableDB,
  profile: ScoreProfile,
  scoring: { readonly asOf: Day; readonly now: string },
): void {
  const before = scoredWith(db);
  const version = profileVersion(profile);
  if (before?.version === version) return;
  if (before) {
    const changes = profileChanges(before.profile, profile);
    noteScoredWith(db, {
      day: scoring.asOf,
      at: scoring.now,
      settingsOld: before.version,
      settings: version,
      changes: changes.length > 0 ? changes : [`The scorecard itself, now ${SCORECARD}`],
    });
  }
  writeMeta(db, LAST, JSON.stringify({ version, profile }));
}
