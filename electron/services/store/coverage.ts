import type { Coverage, MeasureCoverage } from '../../../shared/contracts/health.ts';
import { columnOf, featureOf } from '../../../shared/domain/company-facts.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import type { SourceName } from '../../../shared/domain/freshness.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { newestRun } from './deliveries.ts';
import { readFreshness } from './freshness.ts';

/** Facts of an account that come from systems beside usage and support. */
const SOURCE_OF: Readonly<Record<string, SourceName>> = {
  company_arr: 'billing',
  location_arr: 'billing',
  invoice_overdue_days: 'billing',
  amount_overdue: 'billing',
  renewal_on: 'crm',
  last_csm_contact_on: 'crm',
  nps: 'crm',
};

/** Where a column's facts come from; null for what no clock is kept of. */
function sourceOf(column: string): SourceName | null {
  const named = SOURCE_OF[column];
  if (named) return named;
  if (featureOf(column)) return 'usage';
  if (columnOf(column)?.of !== 'measure') return null;
  return column.startsWith('tickets_') || column === 'csat' ? 'support' : 'usage';
}

/** How much of the newest day and of the days before is known, by column; null before the first day. `now`: ISO. */
export function readCoverage(db: ReadableDB, now: string): Coverage | null {
  const newest = newestRun(db);
  if (!newest) return null;
  const { sources } = readFreshness(db, now);
  const stale = new Map(
    sources.flatMap((s) => (s.state === 'stale' ? [[s.source as string, s.text] as const] : [])),
  );
  const rows = all<{ column: string; known: number | null; days: number; first: number }>(
    db,
    `SELECT column_name AS "column",
       max(CASE WHEN day = @day AND rows > 0 THEN (rows - nulls) * 1.0 / rows END) AS known,
       sum(nulls < rows) AS days, min(CASE WHEN nulls < rows THEN day END) AS first
     FROM column_profile WHERE kind <> 'extra' GROUP BY column_name HAVING days > 0`,
    { day: newest.day },
  );
  const measures = rows.flatMap((r): MeasureCoverage[] => {
    const source = sourceOf(r.column);
    if (source === null) return [];
    const behind = stale.get(source);
    return [
      {
        column: r.column,
        share: r.known ?? 0,
        days: r.days,
        first: formatDay(r.first),
        unavailable:
          r.known === null ? 'not in the newest delivery' : behind === undefined ? null : behind,
      },
    ];
  });
  return { ds: formatDay(newest.day), offices: newest.rows, measures };
}
