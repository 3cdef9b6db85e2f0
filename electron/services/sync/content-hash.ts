import { createHash } from 'node:crypto';
import { COLUMNS } from '../../../shared/domain/company-facts.ts';
import { SCORE_COLUMNS } from '../scores/keep.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { attributeNames, isKeptText, readTexts } from '../store/attributes-history.ts';
import {
  historyDays,
  measureNames,
  PRESENT,
  readWindow,
  SOURCE_FILE,
  SOURCE_RECORD,
} from '../store/history.ts';
import { COMPANY_ATTRIBUTES } from '../store/companies.ts';

const LOCATION_COLUMNS = COLUMNS.filter((c) => c.of === 'location' || c.of === 'measure').map(
  (c) => c.name,
);

/**
 * One hash of all facts and scores: equal for two stores that say the same, however they came to it. Left out are times
 * of day, dataset versions, logs, and the order in which offices were first seen.
 */
export function contentHash(db: ReadableDB): string {
  const hash = createHash('sha256');
  const put = (rows: readonly object[]): void => {
    for (const row of rows) hash.update(JSON.stringify(row)).update('\n');
    hash.update('\0');
  };
  put(
    all(
      db,
      'SELECT day, run_id, fingerprint, rows, rejected, verified, delivered_at FROM applied_run ORDER BY day',
    ),
  );
  put(
    all(
      db,
      `SELECT company_id, day, ${COMPANY_ATTRIBUTES.join(', ')} FROM company ORDER BY company_id`,
    ),
  );
  put(
    all(
      db,
      `SELECT company_id, location_id, day, ${LOCATION_COLUMNS.join(', ')}, features, extra, first_day, last_day,
         missing_since, source_run, source_file, source_record FROM location ORDER BY company_id, location_id`,
    ),
  );
  put(
    all(
      db,
      `SELECT l.company_id, l.location_id, ${SCORE_COLUMNS.map((c) => `s.${c}`).join(', ')}, u.visitors_28d,
         u.visitors_change, u.features_used, u.features_enabled, u.feature_events, u.trend
       FROM location l LEFT JOIN score s USING (ord) LEFT JOIN usage u USING (ord)
       ORDER BY l.company_id, l.location_id`,
    ),
  );
  put(all(db, 'SELECT * FROM feature_use ORDER BY feature, company_id'));
  put(all(db, 'SELECT * FROM account_roll_up ORDER BY company_id'));
  put(all(db, 'SELECT * FROM score_profile ORDER BY settings'));
  put(
    all(db, 'SELECT day, file, record, column_name, reason, value FROM set_aside ORDER BY 1, 2, 3'),
  );
  put(all(db, 'SELECT day, file, run_id, path FROM day_file ORDER BY day, file'));
  putHistory(db, hash);
  return hash.digest('hex');
}

function putHistory(db: ReadableDB, hash: ReturnType<typeof createHash>): void {
  const order = all<{ ord: number }>(
    db,
    'SELECT ord FROM location ORDER BY company_id, location_id',
  ).map((r) => r.ord);
  const measures = [
    PRESENT,
    SOURCE_FILE,
    SOURCE_RECORD,
    ...attributeNames(),
    ...measureNames(db).toSorted(),
  ];
  // The order in which texts were first seen is left out too.
  const texts = readTexts(db);
  for (const day of historyDays(db)) {
    const window = readWindow(db, { measures, from: day, to: day });
    for (const [name, values] of window.measures) {
      const ordered = Float32Array.from(order, (ord) => values[ord] ?? Number.NaN);
      // A measure that is not known anywhere on a day is the same as one not delivered.
      if (ordered.every((v) => Number.isNaN(v))) continue;
      hash.update(`${day} ${name}\n`);
      if (isKeptText(name))
        hash.update(JSON.stringify(Array.from(ordered, (id) => texts.get(id) ?? null)));
      else hash.update(new Uint8Array(ordered.buffer));
    }
  }
}
