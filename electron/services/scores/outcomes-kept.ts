import { addRow, type RiskRows } from '../../../shared/learning/risk-rows.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { currencyName } from './snapshots.ts';

const NO_SEGMENTS = { segment: null, plan: null, industry: null, region: null };

/**
 * Adds what the scorings of some periods kept of every office. What an office belonged to was not kept: it is unknown, as
 * today's plan may be another.
 * @param periods both ends inclusive
 */
export function readKeptRows(
  db: ReadableDB,
  to: RiskRows,
  periods: { readonly from: number; readonly to: number },
): void {
  const lists = new Map<string, readonly string[]>();
  const rows = all<{ ord: number; day: number; names: string; facts: Uint8Array }>(
    db,
    `SELECT s.ord, s.day, f.names, s.facts FROM scoring_snapshot s JOIN fact_set f ON f.id = s.fact_set
     WHERE s.period BETWEEN ? AND ? AND s.state IN ('scored', 'onboarding') ORDER BY s.day, s.ord`,
    periods.from,
    periods.to,
  );
  for (const { ord, day, names, facts } of rows) {
    const list = lists.get(names) ?? (JSON.parse(names) as string[]);
    lists.set(names, list);
    const values = new Float32Array(facts.slice().buffer);
    const known = Object.fromEntries(
      list.map((name, i) => {
        const value = values[i] ?? Number.NaN;
        return [name, Number.isNaN(value) ? null : value];
      }),
    );
    const { currency = null } = known;
    addRow(
      to,
      { day, office: ord, currency: currency === null ? null : currencyName(currency) },
      { facts: known, segments: NO_SEGMENTS },
    );
  }
}
