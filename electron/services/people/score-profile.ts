import { readProfile } from '../../../shared/domain/score-profile-read.ts';
import { profileChanges } from '../../../shared/domain/score-profile-words.ts';
import {
  DEFAULT_PROFILE,
  profileVersion,
  type AppliedProfile,
  type ScoreProfile,
} from '../../../shared/domain/score-profile.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

interface Row {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly what: AppliedProfile['what'];
  readonly reason: string;
  readonly version: string;
  readonly profile: string;
}

/** One that no longer fits, written by another version of Atrium, counts as the published scorecard. */
function profileOf({ profile }: Pick<Row, 'profile'>): ScoreProfile {
  const read = readProfile(JSON.parse(profile));
  return read.ok ? read.profile : DEFAULT_PROFILE;
}

/** The profile in force. */
export function currentProfile(db: ReadableDB): ScoreProfile {
  const row = one<Row>(db, 'SELECT * FROM score_profile ORDER BY id DESC LIMIT 1');
  return row ? profileOf(row) : DEFAULT_PROFILE;
}

/** The one that was in force before the newest; undefined where nothing was ever set. */
export function previousProfile(db: ReadableDB): ScoreProfile | undefined {
  const [newest, before] = all<Row>(db, 'SELECT * FROM score_profile ORDER BY id DESC LIMIT 2');
  if (!newest) return undefined;
  return before ? profileOf(before) : DEFAULT_PROFILE;
}

/** Puts a profile in force. */
export function keepProfile(
  db: WritableDB,
  entry: Pick<AppliedProfile, 'at' | 'by' | 'what' | 'reason' | 'profile'>,
): void {
  run(
    db,
    'INSERT INTO score_profile (at, by, what, reason, version, profile) VALUES (?, ?, ?, ?, ?, ?)',
    entry.at,
    entry.by,
    entry.what,
    entry.reason,
    profileVersion(entry.profile),
    JSON.stringify(entry.profile),
  );
}

/** Takes the newest entry out again: the scoring it was for never began. */
export function dropNewestProfile(db: WritableDB): void {
  run(db, 'DELETE FROM score_profile WHERE id = (SELECT max(id) FROM score_profile)');
}

const KEPT = 200;

/** What was set, newest first, each with what it changed. */
export function profileHistory(db: ReadableDB): readonly AppliedProfile[] {
  const rows = all<Row>(db, 'SELECT * FROM score_profile ORDER BY id DESC LIMIT ?', KEPT + 1);
  return rows.slice(0, KEPT).map((row, i) => {
    const { id, at, by, what, reason, version } = row;
    const profile = profileOf(row);
    const next = rows[i + 1];
    const before = next ? profileOf(next) : DEFAULT_PROFILE;
    return { id, at, by, what, reason, version, profile, changes: profileChanges(before, profile) };
  });
}
