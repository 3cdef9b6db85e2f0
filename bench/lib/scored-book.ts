import path from 'node:path';
import { openLocalSource } from '../../electron/services/extract/folder-source.ts';
import { run, transaction, type WritableDB } from '../../electron/services/sqlite/db.ts';
import { openFacts } from '../../electron/services/store/facts-db.ts';
import { refreshLists } from '../../electron/services/store/office-list.ts';
import { refreshSearch } from '../../electron/services/store/search-index.ts';
import { syncRun } from '../../electron/services/sync/run.ts';
import { writeBook } from './book.ts';

/**
 * A day of the sample book, synced, with a score for every office: lists and searches need no history, and neither asks
 * where a score came from. The scores are spread evenly by SQLite's own random.
 */
export async function scoredBook(
  folder: string,
  locations: number,
): Promise<{ readonly data: string; readonly db: WritableDB }> {
  const extract = path.join(folder, `extract-${locations}`);
  await writeBook(extract, locations, 1);
  const data = path.join(folder, `data-${locations}`);
  const db = openFacts(data);
  await syncRun({
    db,
    source: await openLocalSource(extract),
    signal: new AbortController().signal,
    now: () => '2026-11-21T04:00:00Z',
    inventedDays: true,
    score: () => undefined,
  });
  transaction(db, () => {
    run(db, 'DELETE FROM score');
    run(
      db,
      `INSERT INTO score (ord, day, state, state_text, adoption, adoption_low, adoption_high, confidence, logit, baseline,
         odds, band, why, peer_percentile, flag_count, settings, version, flags)
       SELECT ord, day, 'scored', 'In use', abs(random() % 1000) / 10.0, 20, 80, 0.8, random() % 4000 / 1000.0, -2, 1.5,
         CASE abs(random() % 20) WHEN 0 THEN 'high' WHEN 1 THEN 'elevated' ELSE 'low' END,
         'Visitors down ' || abs(random() % 90) || ' % against the 8 weeks before; peers −3 %',
         abs(random() % 100), 0, 'bench', version, '[]'
       FROM location`,
    );
  });
  refreshSearch(db);
  refreshLists(db);
  return { data, db };
}
