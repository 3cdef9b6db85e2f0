import { createHash } from 'node:crypto';
import { folded, wordsOf } from '../../../shared/domain/fold.ts';
import { all, run, transaction, type WritableDB } from '../sqlite/db.ts';
import { readMeta, writeMeta } from './meta.ts';

interface Entry {
  readonly kind: 'account' | 'office' | 'person';
  readonly company_id: string | null;
  readonly location_id: string | null;
  readonly ord: number | null;
  readonly email: string | null;
  readonly name: string;
  readonly context: string;
  /** Found by these too, though not shown. */
  readonly also: string;
}

/** Accounts first, then people, then offices; within a kind by ARR, so that of many hits the weightiest stand first. */
const ENTRIES = `
SELECT 'account' AS kind, c.company_id, NULL AS location_id, NULL AS ord, NULL AS email, c.company_name AS name,
  coalesce(c.csm_name, c.csm_email, '') AS context, c.company_id AS also, 1 AS place, c.company_arr AS weight
FROM company c
UNION ALL
SELECT 'person', NULL, NULL, NULL, csm_email, coalesce(max(csm_name), csm_email),
  CASE count(*) WHEN 1 THEN '1 account' ELSE count(*) || ' accounts' END, csm_email, 2, sum(company_arr)
FROM company WHERE csm_email IS NOT NULL GROUP BY csm_email
UNION ALL
SELECT 'office', l.company_id, l.location_id, l.ord, NULL, l.location_name,
  concat_ws(', ', c.company_name, l.city, l.country_code), l.location_id, 3, l.location_arr
FROM location l JOIN company c ON c.company_id = l.company_id
ORDER BY place, weight DESC NULLS LAST, name, company_id, location_id`;

const HASH = 'search_hash';

/**
 * Brings the search in step with names, places and owners. Written anew when anything differs, which is seldom, and
 * left alone otherwise; hits come in the order of `id`, so that order is part of what is compared.
 */
export function refreshSearch(db: WritableDB): void {
  const entries = all<Entry>(db, ENTRIES);
  const hash = hashOf(entries);
  if (readMeta(db, HASH) === hash) return;
  transaction(db, () => {
    clearSearch(db);
    entries.forEach((entry, i) => {
      const { kind, company_id, location_id, ord, email, name, context } = entry;
      run(
        db,
        'INSERT INTO search_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        i + 1,
        kind,
        company_id,
        location_id,
        ord,
        email,
        name,
        context,
        folded(name),
        wordsOf(`${name} ${context} ${entry.also}`).join(' '),
      );
    });
    run(db, "INSERT INTO search_word (search_word) VALUES ('rebuild')");
    run(db, "INSERT INTO search_infix (search_infix) VALUES ('rebuild')");
    writeMeta(db, HASH, hash);
  });
}

function hashOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256');
  for (const e of entries)
    hash.update(
      `${e.kind}\u001f${e.company_id}\u001f${e.location_id}\u001f${e.ord}\u001f${e.email}\u001f${e.name}\u001f${e.context}\u001e`,
    );
  return hash.digest('hex');
}

/** Nothing is found any more; the next refresh writes it anew. */
export function clearSearch(db: WritableDB): void {
  run(db, "INSERT INTO search_word (search_word) VALUES ('delete-all')");
  run(db, "INSERT INTO search_infix (search_infix) VALUES ('delete-all')");
  run(db, 'DELETE FROM search_entry');
  run(db, 'DELETE FROM meta WHERE key = ?', HASH);
}
