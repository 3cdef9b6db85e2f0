import type { SettingsMark } from '../../../shared/domain/change.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { newestChangeSet } from './changes.ts';

export interface ScoredWith {
  /** Data date of the first scoring with them. */
  readonly day: Day;
  /** ISO time. */
  readonly at: string;
  readonly settingsOld: string;
  readonly settings: string;
  readonly changes: readonly string[];
}

export function noteScoredWith(db: WritableDB, mark: ScoredWith): void {
  run(
    db,
    `INSERT INTO scored_with (change_set, day, at, settings_old, settings, changes)
     VALUES (?, ?, ?, ?, ?, ?)`,
    newestChangeSet(db)?.id ?? 0,
    mark.day,
    mark.at,
    mark.settingsOld,
    mark.settings,
    JSON.stringify(mark.changes),
  );
}

/** From when on the book was scored with other settings, newest first. `after`: of later sets than this one. */
export function readSettingsMarks(db: ReadableDB, after = -1): readonly SettingsMark[] {
  return all<{
    day: Day;
    at: string;
    settings_old: string;
    settings: string;
    changes: string;
  }>(
    db,
    'SELECT day, at, settings_old, settings, changes FROM scored_with WHERE change_set > ? ORDER BY id DESC',
    after,
  ).map(({ day, changes, ...mark }) => ({
    ds: formatDay(day),
    ...mark,
    changes: JSON.parse(changes) as string[],
  }));
}
