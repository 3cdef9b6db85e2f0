import type { Columns } from '../../../shared/contracts/columns.ts';
import { COLUMNS } from '../../../shared/domain/company-facts.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import type { FeatureHistory, FeatureUse, OfficeDetail } from '../../../shared/domain/office.ts';
import { one, type ReadableDB } from '../sqlite/db.ts';
import { newestRun } from './deliveries.ts';
import { featureShares } from './feature-use.ts';
import { measureNames, readOffice } from './history.ts';
import { datasetVersion } from './meta.ts';
import { rowToOffice, type JoinedRow } from './offices.ts';

/** How far back "last used" looks, in days: what the history keeps. */
const LOOK_BACK = 400;

type Cell = string | number | null;

/** Everything the office page shows beside the series. */
export function readOfficeDetail(db: ReadableDB, joined: JoinedRow): OfficeDetail {
  const row = one<Record<string, Cell>>(db, 'SELECT * FROM location WHERE ord = ?', joined.ord);
  const company = one<Record<string, Cell>>(
    db,
    'SELECT * FROM company WHERE company_id = ?',
    joined.company_id,
  );
  const facts: Record<string, Cell> = { ...company, ...row };
  const score = one<{ settings: string }>(
    db,
    'SELECT settings FROM score WHERE ord = ?',
    joined.ord,
  );
  return {
    ...rowToOffice(joined),
    attributes: attributesOf(facts),
    features: featuresOf(db, joined, String(facts['features'] ?? '{}')),
    firstSeen: formatDay(Number(facts['first_day'])),
    lastSeen: formatDay(Number(facts['last_day'])),
    missingSince: joined.missing_since === null ? null : formatDay(joined.missing_since),
    source: {
      file: String(facts['source_file']),
      record: Number(facts['source_record']),
      runId: String(facts['source_run']),
    },
    scoreSettings: score?.settings ?? null,
    measures: measureNames(db),
  };
}

/** All delivered columns of the newest row, the unknown ones included. */
function attributesOf(facts: Readonly<Record<string, Cell>>): OfficeDetail['attributes'] {
  const attributes: Record<string, Cell | boolean> = { ds: formatDay(Number(facts['day'])) };
  for (const column of COLUMNS) {
    if (column.name === 'ds') continue;
    const value = facts[column.name] ?? null;
    attributes[column.name] = column.type === 'boolean' && value !== null ? value === 1 : value;
  }
  const extra = facts['extra'];
  if (typeof extra === 'string') Object.assign(attributes, JSON.parse(extra));
  return attributes;
}

type FeatureCells = readonly [number | null, number | null, number | null];

function featuresOf(db: ReadableDB, joined: JoinedRow, json: string): readonly FeatureHistory[] {
  const cells = JSON.parse(json) as Record<string, FeatureCells>;
  const shares = featureShares(db, joined.company_id);
  const sums = one<{ feature_events: string }>(
    db,
    'SELECT feature_events FROM usage WHERE ord = ?',
    joined.ord,
  );
  const events = JSON.parse(sums?.feature_events ?? '{}') as Record<string, number | null>;
  const to = newestRun(db)?.day ?? joined.day;
  const days = readOffice(db, joined.ord, {
    measures: Object.keys(cells).map((key) => `feature_${key}_events`),
    from: to - LOOK_BACK + 1,
    to,
  });
  return Object.entries(cells).map(([key, [entitled, enabled]]) => {
    const series = days.get(`feature_${key}_events`);
    const on = (at: number): string | null => (at < 0 ? null : formatDay(to - LOOK_BACK + 1 + at));
    const events28 = events[key] ?? null;
    return {
      key,
      entitled: entitled === null ? (enabled === null ? null : true) : entitled === 1,
      enabled: enabled === null ? null : enabled === 1,
      events28,
      lastUsedOn: on(series?.findLastIndex((n) => n > 0) ?? -1),
      firstUsedOn: on(series?.findIndex((n) => n > 0) ?? -1),
      trend: weeksOf(series),
      peerShare: shares.get(key) ?? null,
      status: statusOf(entitled, enabled, events28),
    };
  });
}

const WEEKS = 12;

/** A week without a single known day is an empty place. */
function weeksOf(series: Float64Array | undefined): string {
  return Array.from({ length: WEEKS }, (_, week) => {
    const end = LOOK_BACK - 7 * (WEEKS - 1 - week);
    const known = series?.slice(end - 7, end).filter((n) => !Number.isNaN(n));
    return known && known.length > 0 ? String(known.reduce((sum, n) => sum + n, 0)) : '';
  }).join(',');
}

function statusOf(
  entitled: number | null,
  enabled: number | null,
  events28: number | null,
): FeatureUse['status'] {
  if (entitled === 0) return 'not_in_plan';
  if (enabled === 0) return 'off';
  if (events28 === null) return 'no_data';
  return events28 > 0 ? 'used' : 'unused';
}

/** Daily history of one office: `day` and one column per measure; a measure never delivered is left out. */
export function readSeries(
  db: ReadableDB,
  ord: number,
  request: { readonly measures: readonly string[]; readonly days: number },
): Columns {
  const to = newestRun(db)?.day ?? 0;
  const from = to - request.days + 1;
  const series = readOffice(db, ord, { measures: request.measures, from, to });
  const day = Float64Array.from({ length: request.days }, (_, i) => from + i);
  const columns: Record<string, Columns['columns'][string]> = {
    day: { kind: 'number', data: day },
  };
  for (const [name, data] of series) columns[name] = { kind: 'number', data };
  return { version: datasetVersion(db), since: null, rows: request.days, removed: [], columns };
}
