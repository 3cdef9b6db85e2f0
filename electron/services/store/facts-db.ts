import path from 'node:path';
import type { ReadableDB, WritableDB } from '../sqlite/db.ts';
import { versionOf, type Migration } from '../sqlite/migrate.ts';
import { databaseExists, openReadable, openWritable } from '../sqlite/open.ts';
import { withHistoryRows } from './history-table.ts';
import { first } from './migrations/0010-first.ts';
import { checks } from './migrations/0020-checks.ts';
import { changeLog } from './migrations/0030-changes.ts';
import { runRecords } from './migrations/0050-run-records.ts';
import { comparisons } from './migrations/0060-comparisons.ts';
import { search } from './migrations/0070-search.ts';
import { lists } from './migrations/0080-lists.ts';
import { attributesHashColumn } from './migrations/0090-attributes-hash.ts';
import { packedHistory } from './migrations/0100-packed-history.ts';
import { attributeHistory } from './migrations/0110-attribute-history.ts';
import { settledBands } from './migrations/0120-settled-bands.ts';
import { rollUps } from './migrations/0130-roll-ups.ts';
import { companyHash } from './migrations/0140-company-hash.ts';
import { narrowList } from './migrations/0141-narrow-list.ts';
import { scoreProfiles } from './migrations/0150-score-profiles.ts';
import { changeSteps } from './migrations/0151-change-steps.ts';
import { learnedModels } from './migrations/0160-learned-models.ts';
import { dayBand } from './migrations/0170-day-band.ts';

/** Append only. */
export const FACTS_MIGRATIONS: readonly Migration[] = [
  first,
  checks,
  changeLog,
  runRecords,
  comparisons,
  search,
  lists,
  attributesHashColumn,
  packedHistory,
  attributeHistory,
  settledBands,
  rollUps,
  companyHash,
  narrowList,
  scoreProfiles,
  changeSteps,
  learnedModels,
  dayBand,
];

const fileIn = (dataFolder: string): string => path.join(dataFolder, 'facts.db');

/** What the extract says. Only the import thread and start-up hold a writable handle. */
export function openFacts(dataFolder: string): WritableDB {
  return openWritable(fileIn(dataFolder), FACTS_MIGRATIONS);
}

export function openFactsReadOnly(dataFolder: string): ReadableDB {
  const open = (): ReadableDB => openReadable(fileIn(dataFolder), FACTS_MIGRATIONS);
  return withHistoryRows(open(), open);
}

/** False where there is no file yet, or one of an older Atrium that is to be migrated before anyone reads it. */
export function factsAreCurrent(dataFolder: string): boolean {
  if (!databaseExists(fileIn(dataFolder))) return false;
  const db = openFactsReadOnly(dataFolder);
  const current = versionOf(db) === FACTS_MIGRATIONS.at(-1)?.version;
  db.close();
  return current;
}
