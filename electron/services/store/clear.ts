import { run, transaction, type WritableDB } from '../sqlite/db.ts';
import { forgetTexts } from './attributes-history.ts';
import { bumpVersion, markWhole } from './meta.ts';
import { clearSearch } from './search-index.ts';

const TABLES = [
  'champion',
  'learned_model',
  'scoring_snapshot',
  'fact_set',
  'score_profile',
  'feature_use',
  'feature_total',
  'usage',
  'account_roll_up',
  'score',
  'history_open',
  'history_strip',
  'history_tile',
  'history_packing',
  'day_file',
  'attribute_text',
  'measure',
  'location',
  'company',
  'set_aside',
  'change_set',
  'day_change',
  'restated_value',
  'restated_office',
  'taken_out',
  'taken_out_measure',
  'score_mark',
  'score_change',
  'scored_with',
  'change_open',
  'change_step',
  'check_touched',
  'check_untold',
  'check_result',
  'data_test',
  'column_profile',
  'compared',
  'listed_office',
  'listed_text',
  'list_column',
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
    run(
      db,
      "DELETE FROM meta WHERE key IN ('source', 'sample', 'scores_due', 'scored_as_of', 'scored_with', 'scored_seen', 'moves_from', 'model_notes')",
    );
    bumpVersion(db);
    markWhole(db);
  });
  forgetTexts(db);
  db.exec('VACUUM');
}
