import type { Day } from '../../../shared/domain/day.ts';
import { featureOf } from '../../../shared/domain/company-facts.ts';
import { all, run, transaction, type WritableDB } from '../sqlite/db.ts';
import { refreshFeatureTotals } from '../store/feature-use.ts';
import { measureNames, readWindow, readWindows, type HistoryWindow } from '../store/history.ts';

const WEEK = 7;
const WEEKS = 12;
const RECENT = 28;
const BEFORE = 56;
/** A week with fewer days known than this is shown as a gap. */
const MIN_DAYS_OF_WEEK = 4;
/** A mean over fewer known days than half of its window is not shown. */
const MIN_SHARE = 0.5;

/** Sums over recent days for the tables: visitors, their change, the weekly trend, features used; and who uses what by account. */
export function refreshUsage(db: WritableDB, asOf: Day): void {
  const visitors = readWindow(db, {
    measures: ['visitors'],
    from: asOf - WEEK * WEEKS + 1,
    to: asOf,
  });
  const features = readFeatures(db, asOf);
  const offices = all<{ ord: number; company_id: string }>(
    db,
    'SELECT ord, company_id FROM location ORDER BY ord',
  );
  transaction(db, () => {
    run(db, 'DELETE FROM usage');
    for (const { ord } of offices) {
      const recent = mean(visitors, ord, asOf - RECENT + 1, asOf);
      const before = mean(visitors, ord, asOf - RECENT - BEFORE + 1, asOf - RECENT);
      const enabled = features.filter((f) => f.enabled(ord) === 1);
      run(
        db,
        'INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?, ?)',
        ord,
        total(visitors, 'visitors', ord, asOf - RECENT + 1, asOf),
        recent !== null && before !== null && before > 0 ? recent / before - 1 : null,
        features.length > 0 ? enabled.filter((f) => (f.events(ord) ?? 0) > 0).length : null,
        features.length > 0 ? enabled.length : null,
        JSON.stringify(Object.fromEntries(features.map((f) => [f.key, f.events(ord)]))),
        weeklyTrend(visitors, ord, asOf),
      );
    }
    writeFeatureUse(db, features, offices);
  });
}

interface FeatureReader {
  readonly key: string;
  entitled(ord: number): number | null;
  enabled(ord: number): number | null;
  /** Events of the last 28 days; null = not one day known. */
  events(ord: number): number | null;
}

function readFeatures(db: WritableDB, asOf: Day): FeatureReader[] {
  const keys = [...new Set(measureNames(db).flatMap((name) => featureOf(name)?.key ?? []))];
  const named = (fact: string): string[] => keys.map((key) => `feature_${key}_${fact}`);
  const [state, recent] = readWindows(db, [
    { measures: [...named('entitled'), ...named('enabled')], from: asOf, to: asOf },
    { measures: named('events'), from: asOf - RECENT + 1, to: asOf },
  ]);
  return keys.map((key) => {
    const sums = recent && sumsByOffice(recent, `feature_${key}_events`);
    const stateAt = (measure: string, ord: number): number | null => {
      const value = state?.measures.get(measure)?.[ord];
      return value === undefined || Number.isNaN(value) ? null : value;
    };
    return {
      key,
      entitled: (ord) => stateAt(`feature_${key}_entitled`, ord),
      enabled: (ord) => stateAt(`feature_${key}_enabled`, ord),
      events: (ord) => {
        const sum = sums?.[ord];
        return sum === undefined || Number.isNaN(sum) ? null : sum;
      },
    };
  });
}

function sumsByOffice(window: HistoryWindow, measure: string): Float64Array {
  const sums = new Float64Array(window.offices).fill(Number.NaN);
  const values = window.measures.get(measure);
  if (!values) return sums;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const ord = at % window.offices;
    const sum = sums[ord] ?? Number.NaN;
    sums[ord] = (Number.isNaN(sum) ? 0 : sum) + value;
  }
  return sums;
}

function total(w: HistoryWindow, measure: string, ord: number, from: Day, to: Day): number | null {
  return known(w, measure, ord, from, to)?.sum ?? null;
}

function mean(w: HistoryWindow, ord: number, from: Day, to: Day): number | null {
  const part = known(w, 'visitors', ord, from, to);
  return part && part.days >= (to - from + 1) * MIN_SHARE ? part.sum / part.days : null;
}

/** Sum and number of the known days in a span; undefined when none is known. */
function known(
  w: HistoryWindow,
  measure: string,
  ord: number,
  from: Day,
  to: Day,
): { sum: number; days: number } | undefined {
  const values = w.measures.get(measure);
  if (!values) return undefined;
  let sum = 0;
  let days = 0;
  for (let day = from; day <= to; day++) {
    const value = values[(day - w.firstDay) * w.offices + ord] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    days++;
  }
  return days > 0 ? { sum, days } : undefined;
}

/** Visitors per week, oldest first; a week with too few known days is an empty place, not a dip. */
function weeklyTrend(w: HistoryWindow, ord: number, asOf: Day): string {
  const weeks: string[] = [];
  for (let week = WEEKS - 1; week >= 0; week--) {
    const to = asOf - week * WEEK;
    const part = known(w, 'visitors', ord, to - WEEK + 1, to);
    weeks.push(part && part.days >= MIN_DAYS_OF_WEEK ? String(part.sum) : '');
  }
  return weeks.join(',');
}

function writeFeatureUse(
  db: WritableDB,
  features: readonly FeatureReader[],
  offices: readonly { readonly ord: number; readonly company_id: string }[],
): void {
  run(db, 'DELETE FROM feature_use');
  for (const feature of features) {
    const byCompany = new Map<
      string,
      { n: number; entitled: number; enabled: number; used: number; events: number }
    >();
    for (const { ord, company_id } of offices) {
      const row = byCompany.get(company_id) ?? {
        n: 0,
        entitled: 0,
        enabled: 0,
        used: 0,
        events: 0,
      };
      const events = feature.events(ord);
      const enabled = feature.enabled(ord) === 1;
      row.n++;
      if ((feature.entitled(ord) ?? (feature.enabled(ord) === null ? 0 : 1)) === 1) row.entitled++;
      if (enabled) row.enabled++;
      if (enabled && (events ?? 0) > 0) row.used++;
      row.events += events ?? 0;
      byCompany.set(company_id, row);
    }
    for (const [company, row] of byCompany)
      run(
        db,
        'INSERT INTO feature_use VALUES (?, ?, ?, ?, ?, ?, ?)',
        feature.key,
        company,
        row.n,
        row.entitled,
        row.enabled,
        row.used,
        row.events,
      );
  }
  refreshFeatureTotals(db);
}
