import { toColumns, type Columns } from '../../../shared/contracts/columns.ts';
import type { OfficeFilter, OfficeSort } from '../../../shared/domain/filter.ts';
import { OFFICE_COLUMNS } from '../../../shared/domain/office.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import { filterSql, LISTED, orderSql } from './filter-sql.ts';
import { listedVersion } from './office-list.ts';

export interface FindOffices {
  readonly filter: OfficeFilter;
  /** First decides first. */
  readonly sorts: readonly OfficeSort[];
  readonly offset: number;
  readonly limit: number;
}

/** A page of the offices a filter keeps, in order; offices that are missing from the deliveries are not among them. */
export function findOffices(db: ReadableDB, query: FindOffices): Columns {
  const { sql, values } = filterSql(query.filter);
  const order = orderSql(query.sorts);
  // Which rows first: those that are sorted and left out are not put together.
  const rows = all(
    db,
    `SELECT ${LISTED} FROM (
       SELECT o.ord AS found FROM listed_office o WHERE o.missing = 0 AND ${sql}
       ORDER BY ${order} LIMIT @limit OFFSET @offset
     ) CROSS JOIN listed_office o ON o.ord = found
     ORDER BY ${order}`,
    { ...values, limit: query.limit, offset: query.offset },
  );
  return {
    version: listedVersion(db),
    since: null,
    rows: rows.length,
    removed: [],
    columns: toColumns(rows, OFFICE_COLUMNS),
  };
}

/** How many offices a filter keeps. */
export function countOffices(db: ReadableDB, filter: OfficeFilter): number {
  const { sql, values } = filterSql(filter);
  const counted = one<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM listed_office o WHERE o.missing = 0 AND ${sql}`,
    values,
  );
  return counted?.n ?? 0;
}
