import { statSync } from 'node:fs';
import path from 'node:path';
import { AtriumError } from '../../shared/contracts/problem.ts';
import { openPeople } from '../services/people/people-db.ts';
import { backupFolderOf, backupsOf, backUp, damageIn } from '../services/sqlite/backup.ts';
import type { WritableDB } from '../services/sqlite/db.ts';
import { finishRecovery, recover, type Recovery } from '../services/sqlite/recover.ts';
import { checkIsDue, markChecked, markRunning } from '../services/sqlite/running-mark.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { listsAreDue, refreshLists } from '../services/store/office-list.ts';
import { refreshSearch } from '../services/store/search-index.ts';
import {
  dropOldRecoveries,
  keepRecovery,
  readOrigin,
  writeOrigin,
} from '../services/store/recovery.ts';

const DAY_MS = 86_400_000;

/**
 * Brings a data folder into a state that can be worked with, before anything reads it: looks the databases through where
 * that is due, sets a damaged one aside for its newest sound backup, migrates (each after a backup), and copies what
 * people wrote once a day. For the one process that holds the folder. Throws a problem where the folder cannot be used.
 * @param now milliseconds
 */
export function prepareData(dataFolder: string, now: number): void {
  const at = new Date(now).toISOString();
  const recoveries: Recovery[] = [];
  for (const name of ['facts', 'people']) {
    finishRecovery(dataFolder, name);
    if (!checkIsDue(dataFolder, now)) continue;
    const damage = damageIn(path.join(dataFolder, `${name}.db`));
    if (damage !== undefined) recoveries.push(recovered(dataFolder, name, damage, at));
  }
  const mend = (name: string, open: () => WritableDB): WritableDB => {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof AtriumError) || error.problem.code !== 'damaged_database') throw error;
      recoveries.push(recovered(dataFolder, name, error.problem.message, at));
      return open();
    }
  };
  const facts = mend('facts', () => openFacts(dataFolder));
  const people = mend('people', () => openPeople(dataFolder));
  dropOldRecoveries(facts, at);
  for (const recovery of recoveries) keepRecovery(facts, recovery, at);
  fillLists(facts);
  backUpDaily(people, dataFolder, at);
  people.close();
  facts.close();
  markRunning(dataFolder);
  markChecked(dataFolder, now);
}

/** What is made from the rest of the store and is not there yet: after a migration that brought its tables. */
function fillLists(facts: WritableDB): void {
  if (!listsAreDue(facts)) return;
  refreshSearch(facts);
  refreshLists(facts);
}

/** The source is asked of the damaged file before it goes: without a backup, the deliveries are where facts come from. */
function recovered(dataFolder: string, name: string, damage: string, at: string): Recovery {
  const origin = name === 'facts' ? readOrigin(dataFolder) : undefined;
  const recovery = recover(dataFolder, name, damage, at);
  if (origin) writeOrigin(dataFolder, origin);
  return recovery;
}

function backUpDaily(people: WritableDB, dataFolder: string, at: string): void {
  const newest = backupsOf(backupFolderOf(dataFolder), 'people')[0];
  const written = ['', '-wal']
    .map((tail) => statSync(people.name + tail, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .reduce((a, b) => Math.max(a, b));
  const since = newest ? Date.parse(newest.at) : 0;
  if (Date.parse(at) - since >= DAY_MS && written > since) backUp(people, at);
}
