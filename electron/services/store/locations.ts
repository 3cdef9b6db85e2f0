import { COLUMNS } from '../../../shared/domain/company-facts.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { historyFrom } from './history-measures.ts';

/** Columns of `location` that the extract delivers, by kind; the migration names the same ones (tested). */
export const LOCATION_ATTRIBUTES = COLUMNS.filter((c) => c.of === 'location').map((c) => c.name);
export const LOCATION_MEASURES = COLUMNS.filter((c) => c.of === 'measure').map((c) => c.name);

type Value = string | number | null;

/** An office's newest row as the store keeps it. */
export interface LocationRow {
  readonly ord: number;
  readonly companyId: string;
  readonly locationId: string;
  readonly day: Day;
  /** Attributes and measures by column name; what was not delivered is null. */
  readonly values: Readonly<Record<string, Value>>;
  /** Feature → [entitled, enabled, events] of that day, as JSON. */
  readonly features: string;
  /** Columns that the contract does not know, as JSON. */
  readonly extra: string | null;
  /** What the attributes and `extra` hash to, where that is known. */
  readonly hash?: number;
  readonly source: Source;
  readonly version: number;
}

/** What of an office's newest row moves every day. */
export interface LocationDay extends Pick<LocationRow, 'ord' | 'day' | 'source' | 'version'> {
  /** ISO text. */
  readonly lastActiveAt: Value;
  /** In the order of {@link LOCATION_MEASURES}. */
  readonly measures: readonly Value[];
  /** As JSON. */
  readonly features: string;
}

interface Source {
  readonly runId: string;
  readonly file: string;
  readonly record: number;
}

const DELIVERED = [...LOCATION_ATTRIBUTES, ...LOCATION_MEASURES];
const SOURCE = ['source_run', 'source_file', 'source_record'];
const WRITTEN = ['day', ...DELIVERED, 'features', 'extra', 'attributes_hash', ...SOURCE, 'version'];
const UPSERT = `
INSERT INTO location (ord, company_id, location_id, first_day, last_day, ${WRITTEN.join(', ')})
VALUES (?, ?, ?, ?, ?, ${WRITTEN.map(() => '?').join(', ')})
ON CONFLICT (company_id, location_id) DO UPDATE SET
  ${WRITTEN.map((c) => `${c} = excluded.${c}`).join(', ')}`;

/** Writes an office's newest row; to be called only with a row at least as new as the one that is there. */
export function upsertLocation(db: WritableDB, row: LocationRow): void {
  run(
    db,
    UPSERT,
    row.ord,
    row.companyId,
    row.locationId,
    row.day,
    row.day,
    row.day,
    ...DELIVERED.map((name) => row.values[name] ?? null),
    row.features,
    row.extra,
    row.hash ?? null,
    row.source.runId,
    row.source.file,
    row.source.record,
    row.version,
  );
}

/** The one attribute that moves every day: it is written with the day's measures. */
export const MOVING_ATTRIBUTE = 'last_active_at';

const MOVING = ['day', MOVING_ATTRIBUTE, ...LOCATION_MEASURES, 'features', ...SOURCE, 'version'];
const REFRESH = `UPDATE location SET ${MOVING.map((c) => `${c} = ?`).join(', ')} WHERE ord = ?`;

/** Writes a day over an office's newest row whose attributes are the same. */
export function refreshLocation(db: WritableDB, row: LocationDay): void {
  run(
    db,
    REFRESH,
    row.day,
    row.lastActiveAt,
    ...row.measures,
    row.features,
    row.source.runId,
    row.source.file,
    row.source.record,
    row.version,
    row.ord,
  );
}

/** An office as the store knows it. */
export interface Ordinal {
  readonly ord: number;
  readonly companyId: string;
  /** Day of the row that stands in `location`. */
  day: Day;
  /** What the attributes that stand there hash to; null = not known. */
  hash: number | null;
}

/** Every office the store knows, by its key. */
export function readOrdinals(db: ReadableDB): Map<string, Ordinal> {
  const rows = all<{ key: string; ord: number; companyId: string; day: Day; hash: number | null }>(
    db,
    `SELECT company_id || char(31) || location_id AS "key", ord, company_id AS companyId, day, attributes_hash AS hash
     FROM location`,
  );
  // One text for all offices of an account.
  const ids = new Map<string, string>();
  return new Map(
    rows.map(({ key, ord, companyId, day, hash }) => {
      const id = ids.get(companyId);
      if (id === undefined) ids.set(companyId, companyId);
      return [key, { ord, companyId: id ?? companyId, day, hash }];
    }),
  );
}

/** Both ids of an office. */
export function officeIds(
  db: ReadableDB,
  ord: number,
): { readonly companyId: string; readonly locationId: string } | undefined {
  return one(
    db,
    'SELECT company_id AS companyId, location_id AS locationId FROM location WHERE ord = ?',
    ord,
  );
}

/** First and last day an office was delivered, and since when it is missing. */
export interface SeenDays {
  readonly first: Day;
  readonly last: Day;
  readonly missingSince: Day | null;
}

/** By ordinal. An office that becomes missing, or returns, counts as changed in `version`. */
export function writeSeenDays(
  db: WritableDB,
  seen: ReadonlyMap<number, SeenDays>,
  version: () => number,
): void {
  const rows = all<{ ord: number; first_day: Day; last_day: Day; missing_since: Day | null }>(
    db,
    'SELECT ord, first_day, last_day, missing_since FROM location',
  );
  const from = historyFrom(db);
  for (const row of rows) {
    const now = seen.get(row.ord);
    if (!now) continue;
    // Of an office older than the history that is kept, its first day is as it was known.
    const first = row.first_day < from ? row.first_day : now.first;
    if (row.first_day !== first || row.last_day !== now.last)
      run(
        db,
        'UPDATE location SET first_day = ?, last_day = ? WHERE ord = ?',
        first,
        now.last,
        row.ord,
      );
    if (row.missing_since !== now.missingSince)
      run(
        db,
        'UPDATE location SET missing_since = ?, version = ? WHERE ord = ?',
        now.missingSince,
        version(),
        row.ord,
      );
  }
}
