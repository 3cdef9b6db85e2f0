import path from 'node:path';
import type { WritableDB } from '../sqlite/db.ts';
import type { Migration } from '../sqlite/migrate.ts';
import { openWritable } from '../sqlite/open.ts';
import { first } from './migrations/0010-first.ts';
import { schedule } from './migrations/0020-schedule.ts';
import { unfinished } from './migrations/0030-unfinished.ts';
import { scoreProfile } from './migrations/0040-score-profile.ts';
import { csmWord } from './migrations/0050-csm-word.ts';
import { undo } from './migrations/0070-undo.ts';

/** Append only. */
const PEOPLE_MIGRATIONS: readonly Migration[] = [
  first,
  schedule,
  unfinished,
  scoreProfile,
  csmWord,
  undo,
];

/** What people write. No sync ever opens this file. */
export function openPeople(dataFolder: string): WritableDB {
  return openWritable(path.join(dataFolder, 'people.db'), PEOPLE_MIGRATIONS);
}
