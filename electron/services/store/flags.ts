import type { Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** Offices kept of one failed check; how many more there were is kept beside them. */
const MAX_TOUCHED = 5000;

/** An office or a whole account (no location) that a failed check points at, and what was seen there. */
export interface Touched {
  readonly companyId: string;
  readonly locationId: string | null;
  readonly detail: string;
}

/** Replaces what was kept of one check of a run; nothing where it passes. */
export function writeTouched(
  db: WritableDB,
  of: { readonly day: Day; readonly runId: string; readonly checkId: string },
  touched: readonly Touched[],
): void {
  const { day, runId, checkId } = of;
  for (const table of ['check_touched', 'check_untold'])
    run(
      db,
      `DELETE FROM ${table} WHERE day = ? AND run_id = ? AND check_id = ?`,
      day,
      runId,
      checkId,
    );
  for (const t of touched.slice(0, MAX_TOUCHED))
    run(
      db,
      'INSERT OR IGNORE INTO check_touched VALUES (?, ?, ?, ?, ?, ?)',
      day,
      runId,
      checkId,
      t.companyId,
      t.locationId ?? '',
      t.detail,
    );
  if (touched.length > MAX_TOUCHED)
    run(
      db,
      'INSERT INTO check_untold VALUES (?, ?, ?, ?)',
      day,
      runId,
      checkId,
      touched.length - MAX_TOUCHED,
    );
}

/** Of days that far behind nobody asks any more. */
export function forgetTouched(db: WritableDB, before: Day): void {
  for (const table of ['check_touched', 'check_untold'])
    run(db, `DELETE FROM ${table} WHERE day < ?`, before);
}

export interface KeptTouched {
  readonly check_id: string;
  readonly company_id: string;
  readonly location_id: string | null;
  readonly detail: string;
}

export function readTouched(db: ReadableDB, day: Day, runId: string): readonly KeptTouched[] {
  return all<KeptTouched>(
    db,
    `SELECT check_id, company_id, nullif(location_id, '') AS location_id, detail FROM check_touched
     WHERE day = ? AND run_id = ?`,
    day,
    runId,
  );
}

export function readUntold(
  db: ReadableDB,
  day: Day,
  runId: string,
): readonly { readonly check_id: string; readonly offices: number }[] {
  return all(
    db,
    'SELECT check_id, offices FROM check_untold WHERE day = ? AND run_id = ?',
    day,
    runId,
  );
}

export interface AbsentOffice {
  readonly company_id: string;
  readonly location_id: string;
  /** Newest day with a row. */
  readonly day: Day;
}

/** Offices without a row on the newest day. */
export function absentOffices(db: ReadableDB, newest: Day): readonly AbsentOffice[] {
  return all<AbsentOffice>(
    db,
    `SELECT company_id, location_id, day FROM location WHERE day < ?
     ORDER BY company_id, location_id`,
    newest,
  );
}

export interface RestatedOffice {
  readonly company_id: string;
  readonly location_id: string | null;
  readonly n: number;
  readonly at: string;
}

/** Values restated by syncs that came when the newest day was later than one. */
export function recentlyRestated(db: ReadableDB, after: Day): readonly RestatedOffice[] {
  return all<RestatedOffice>(
    db,
    `SELECT r.company_id, nullif(r.location_id, '') AS location_id, sum(r.value_count) AS n, max(s.at) AS at
     FROM restated_office r JOIN change_set s ON s.id = r.change_set WHERE s.to_day > ?
     GROUP BY r.company_id, r.location_id`,
    after,
  );
}

export interface AccountClocks {
  readonly company_id: string;
  readonly usage: string | null;
  readonly support: string | null;
  readonly billing: string | null;
  readonly crm: string | null;
}

export function accountClocks(db: ReadableDB): readonly AccountClocks[] {
  return all<AccountClocks>(
    db,
    `SELECT company_id, usage_as_of AS usage, support_as_of AS support, billing_as_of AS billing,
       crm_as_of AS crm FROM company ORDER BY company_id`,
  );
}
