import { valueAt } from '../../shared/contracts/columns.ts';
import type { Columns } from '../../shared/contracts/columns.ts';
import { ACCOUNT_COLUMNS } from '../../shared/domain/account.ts';
import { OFFICE_COLUMNS } from '../../shared/domain/office.ts';

export interface Book<R> {
  readonly version: number;
  readonly rows: readonly R[];
}

/**
 * Brings a book up to date with what a `table` call returned: everything (`since` null), or the rows that changed
 * and the keys that are gone. Rows that did not change stay the same objects, in the same place.
 */
export function mergeBook<R extends { readonly key: string }>(
  before: Book<R> | undefined,
  columns: Columns,
  names: readonly string[],
): Book<R> {
  const fresh = rowsOf<R>(columns, names);
  if (columns.since === null || !before || before.version !== columns.since) {
    return { version: columns.version, rows: fresh };
  }
  if (fresh.length === 0 && columns.removed.length === 0) {
    return { version: columns.version, rows: before.rows };
  }
  const changed = new Map(fresh.map((row) => [row.key, row]));
  const removed = new Set(columns.removed);
  const rows: R[] = [];
  for (const row of before.rows) {
    if (removed.has(row.key)) continue;
    rows.push(changed.get(row.key) ?? row);
    changed.delete(row.key);
  }
  rows.push(...changed.values());
  return { version: columns.version, rows };
}

function rowsOf<R>(columns: Columns, names: readonly string[]): R[] {
  const rows: R[] = [];
  for (let i = 0; i < columns.rows; i++) {
    const row: Record<string, unknown> = {};
    for (const name of names) row[name] = valueAt(columns.columns[name], i);
    rows.push(row as R);
  }
  return rows;
}

export const OFFICE_NAMES: readonly string[] = Object.keys(OFFICE_COLUMNS);
export const ACCOUNT_NAMES: readonly string[] = Object.keys(ACCOUNT_COLUMNS);
