import { run, transaction, type WritableDB } from '../sqlite/db.ts';
import { bumpVersion } from './meta.ts';
import { clearSearch } from './search-index.ts';

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
  'set_aside_count',
  'run_file',
  'run_record',
  'column_set',
  'decision',
  'applied_run',
  'delivery',
];

/** Empties the facts and all that was computed from them; the dataset version goes on rising. */
export function clearFacts(db: WritableDB): void {
  transaction(db, () => {
    clearSearch(db);
    for (const table of TABLES) run(db, `DELETE FROM ${table}`);
    run(db, "DELETE FROM meta WHERE key IN ('source', 'sample', 'scores_due')");
    bumpVersion(db);
  });
  db.exec('VACUUM');
}
