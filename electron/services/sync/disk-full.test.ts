import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { databaseProblem } from '../sqlite/open.ts';
import { openFacts } from '../store/facts-db.ts';
import { refreshLists } from '../store/office-list.ts';
import { refreshSearch } from '../store/search-index.ts';
import { contentHash } from './content-hash.ts';
import { row, syncFolder, tempFolder, writeDelivery } from './testing.ts';

const root = tempFolder();
const deliver = (ds: string, offices: number): void => {
  const rows = Array.from({ length: offices }, (_, i) =>
    row(ds, `office-${i}`, { visitors: offices + i, city: `City ${ds} ${i}` }),
  );
  writeDelivery(root, { ds, rows });
};
const lists = (db: WritableDB) => ({
  score(): void {
    refreshSearch(db);
    refreshLists(db);
  },
});
const pages = (db: WritableDB): number => Number(db.pragma('page_count', { simple: true }));

/** A store with the first day, the hash of that, and the hash and pages of one that has both days. */
let before: { readonly file: string; readonly hash: string; readonly pages: number };
let after: { readonly hash: string; readonly pages: number };

beforeAll(async () => {
  const folder = tempFolder();
  const db = openFacts(folder);
  deliver('2026-11-19', 100);
  await syncFolder(db, root, lists(db));
  // Without free pages every further page is one the disk must have room for.
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
  const file = path.join(folder, 'first-day.db');
  copyFileSync(path.join(folder, 'facts.db'), file);
  before = { file, hash: contentHash(db), pages: pages(db) };
  deliver('2026-11-20', 120);
  await syncFolder(db, root, lists(db));
  after = { hash: contentHash(db), pages: pages(db) };
  db.close();
});

function copyOfFirstDay(): WritableDB {
  const folder = tempFolder();
  copyFileSync(before.file, path.join(folder, 'facts.db'));
  return openFacts(folder);
}

/** SQLite answers "full" at exactly this size, as it does when the disk has no more room. */
const limit = (db: WritableDB, most: number): unknown => db.pragma(`max_page_count = ${most}`);

test('A5 #41: a disk that is full at any page leaves a whole day and says so; with room the sync goes on', async () => {
  expect(after.pages).toBeGreaterThan(before.pages + 5);
  const seen = new Set<string>();
  for (let most = before.pages; most < after.pages; most++) {
    const db = copyOfFirstDay();
    limit(db, most);
    const refused = await syncFolder(db, root, lists(db)).catch((error: unknown) =>
      databaseProblem(db.name, error),
    );
    expect(refused, `at ${most} pages`).toBeInstanceOf(AtriumError);
    if (refused instanceof AtriumError) expect(refused.problem.code).toBe('disk_full');
    // Either the day before, or the new day whole where only the lists did not fit: nothing in between.
    const hash = contentHash(db);
    expect([before.hash, after.hash], `at ${most} pages`).toContain(hash);
    seen.add(hash);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');

    limit(db, 1_000_000);
    await syncFolder(db, root, lists(db));
    expect(contentHash(db)).toBe(after.hash);
    db.close();
  }
  expect(seen).toContain(before.hash);
});
