import { toColumns, type Columns } from '../../../shared/contracts/columns.ts';
import { ACCOUNT_COLUMNS } from '../../../shared/domain/account.ts';
import { OFFICE_COLUMNS } from '../../../shared/domain/office.ts';
import { all, one, run, transaction, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { readAccountTable } from './accounts.ts';
import { LISTED } from './filter-sql.ts';
import { readListColumns, writeListColumns } from './list-columns.ts';
import { datasetVersion, readMeta, wholeSince, writeMeta } from './meta.ts';

type Name = keyof typeof OFFICE_COLUMNS;
/** Texts that lie beside the list, in `listed_text`; the key is put together. */
const TEXTS: readonly Name[] = ['reason', 'trend'];
const NAMES = (Object.keys(OFFICE_COLUMNS) as readonly Name[]).filter(
  (name) => name !== 'key' && !TEXTS.includes(name),
);

const dayOf = (text: string): string =>
  `CAST(julianday(substr(${text}, 1, 10)) - 2440587.5 AS INTEGER)`;

/** Where a column of the list comes from; those not named here are columns of the one table that has them. */
const FROM_ELSEWHERE: Readonly<Partial<Record<Name, string>>> = {
  company_id: 'l.company_id',
  arr: 'l.location_arr',
  renewal_day: dayOf('c.renewal_on'),
  opened_day: dayOf('l.location_opened_on'),
  last_active_day: dayOf('l.last_active_at'),
  state: "coalesce(s.state, 'not_enough_data')",
  // Where there is no score, the state says what to do: "ask whether it closed", "notice received".
  reason: 'coalesce(s.why, CASE WHEN s.logit IS NULL THEN s.state_text END)',
  flags: 's.flag_count',
};

const from = (names: readonly Name[]): string =>
  names.map((name) => FROM_ELSEWHERE[name] ?? name).join(', ');

const BOOK = `
FROM location l
JOIN company c ON c.company_id = l.company_id
LEFT JOIN score s ON s.ord = l.ord
LEFT JOIN usage u ON u.ord = l.ord
ORDER BY l.ord`;

const FILL = [
  `INSERT INTO listed_office (ord, version, missing, ${NAMES.join(', ')})
   SELECT l.ord, max(l.version, c.version, coalesce(s.version, 0)), l.missing_since IS NOT NULL, ${from(NAMES)} ${BOOK}`,
  `INSERT INTO listed_text (ord, ${TEXTS.join(', ')}) SELECT l.ord, ${from(TEXTS)} ${BOOK}`,
];

const VERSION = 'listed_version';
/** Beyond this many changed rows, and this share of all, the whole list, which lies ready, is faster than those rows. */
const MANY = 20;
const WHOLE_FROM = 0.3;

/**
 * Writes the lists of offices and accounts as the store now stands. Called after each scoring, so that a list never
 * shows a day without its scores; until then, readers see the lists of before.
 */
export function refreshLists(db: WritableDB): void {
  transaction(db, () => {
    for (const table of ['listed_office', 'listed_text']) run(db, `DELETE FROM ${table}`);
    for (const fill of FILL) run(db, fill);
    const present = all(
      db,
      `SELECT ${LISTED} FROM listed_office o WHERE o.missing = 0 ORDER BY o.ord`,
    );
    writeListColumns(db, 'offices', toColumns(present, OFFICE_COLUMNS));
    writeListColumns(db, 'accounts', readAccountTable(db).columns);
    writeMeta(db, VERSION, String(datasetVersion(db)));
  });
}

/** Offices are there, and none is listed yet. */
export function listsAreDue(db: ReadableDB): boolean {
  return (
    one(db, 'SELECT 1 FROM location WHERE NOT EXISTS (SELECT 1 FROM listed_office) LIMIT 1') !==
    undefined
  );
}

/** Dataset version the lists show. */
export function listedVersion(db: ReadableDB): number {
  return Number(readMeta(db, VERSION) ?? 0);
}

/**
 * The whole book for the tables, or only the rows whose facts or score changed since a version, with the keys of those
 * that are missing by now. Where offices were taken out altogether, the whole book is given again.
 */
export function readOfficeTable(db: ReadableDB, since: number | null): Columns {
  const version = listedVersion(db);
  if (since === null || since < wholeSince(db) || manyChanged(db, since)) {
    const columns = listOf(db, 'offices', OFFICE_COLUMNS);
    return { version, since: null, rows: rowsIn(columns), removed: [], columns };
  }
  const changed = all<{ key: string; missing: number }>(
    db,
    `SELECT o.missing, ${LISTED} FROM listed_office o WHERE o.version > ?`,
    since,
  );
  const rows = changed.filter((row) => row.missing === 0);
  return {
    version,
    since,
    rows: rows.length,
    removed: changed.filter((row) => row.missing === 1).map((row) => row.key),
    columns: toColumns(rows, OFFICE_COLUMNS),
  };
}

/** All accounts. Sums over offices change with any of them, so a newer version always brings every row. */
export function readAccountList(db: ReadableDB): Columns {
  const columns = listOf(db, 'accounts', ACCOUNT_COLUMNS);
  return { version: listedVersion(db), since: null, rows: rowsIn(columns), removed: [], columns };
}

/** Before the first scoring a list has its columns, and no row. */
function listOf(
  db: ReadableDB,
  list: 'offices' | 'accounts',
  spec: typeof OFFICE_COLUMNS | typeof ACCOUNT_COLUMNS,
): Columns['columns'] {
  const columns = readListColumns(db, list);
  return columns['key'] ? columns : toColumns([], spec);
}

function rowsIn(columns: Columns['columns']): number {
  const key = columns['key'];
  return key?.kind === 'text' ? key.ids.length : 0;
}

function manyChanged(db: ReadableDB, since: number): boolean {
  const counts = one<{ changed: number; offices: number }>(
    db,
    'SELECT count(*) FILTER (WHERE version > ?) AS changed, count(*) AS offices FROM listed_office',
    since,
  );
  return counts !== undefined && counts.changed > Math.max(MANY, counts.offices * WHOLE_FROM);
}
