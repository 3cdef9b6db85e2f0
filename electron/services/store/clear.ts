import { run, transaction, type WritableDB } from '../sqlite/db.ts';
import { bumpVersion } from './meta.ts';

const TABLES = [
  'scoring_snapshot',
  'fact_set',
  'score_profile',
  'feature_use',
  'usage',
  'score',
  'history',
  'measure',
  'location',
  'company',
  'set_aside',
  'check_result',
  'data_test',
  'column_profile',
  'sync_file',
  'decision',
  'applied_run',
  'delivery',
];

/** Empties the facts and all that was computed from them; the dataset version goes on rising. */
export function clearFacts(db: WritableDB): void {
  transaction(db, () => {
    for (const table of TABLES) run(db, `DELETE FROM ${table}`);
    run(db, "DELETE FROM meta WHERE key IN ('source', 'sample', 'scores_due')");
    bumpVersion(db);
  });
  db.exec('VACUUM');
}
