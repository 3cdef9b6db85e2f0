import { featureOf } from '../../../shared/domain/company-facts.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { attributeColumns, type DayRows } from '../extract/day-rows.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { upsertCompany } from '../store/companies.ts';
import { LOCATION_MEASURES, refreshLocation, upsertLocation } from '../store/locations.ts';
import { attributesHash, attributesHashes, MOVING } from './attributes-hash.ts';
import type { Known } from './publish.ts';

export interface NewestOptions {
  /** By row. */
  readonly ordinals: Int32Array;
  readonly runId: string;
  readonly version: number;
}

/**
 * Writes the rows that are at least as new as what stands: accounts, offices whose attributes changed whole, and of the
 * others only what moves every day.
 */
export function writeNewest(
  db: WritableDB,
  known: Known,
  staged: DayRows,
  options: NewestOptions,
): void {
  const { ordinals, runId, version } = options;
  const { day, rows } = staged;
  const due = rows.filter((row) => {
    const standing = known.offices.get(row.key ?? officeKeyOf(row.companyId, row.locationId));
    return !standing || standing.day <= day;
  }).length;
  // Of an older day hardly any row is written: those few are looked at one by one.
  const hashes = due > rows.length / 4 ? attributesHashes(staged) : undefined;
  const features = featureColumns(staged);
  const same: number[] = [];
  writeCompanies(db, known, staged, version);
  rows.forEach((row, i) => {
    const key = row.key ?? officeKeyOf(row.companyId, row.locationId);
    const standing = known.offices.get(key);
    if (standing && standing.day > day) return;
    const attributes = hashes ? undefined : row.attributes;
    if (!hashes && !attributes) return;
    const hash = hashes ? (hashes[i] ?? 0) : attributes ? attributesHash(attributes) : 0;
    if (standing?.hash === hash) {
      same.push(i);
      return;
    }
    const ord = ordinals[i] ?? 0;
    const { values, extra } = attributes ?? row.attributes ?? { values: {}, extra: null };
    known.offices.set(key, { ord, day, hash });
    upsertLocation(db, {
      ord,
      companyId: row.companyId,
      locationId: row.locationId,
      day,
      values: { ...values, ...measuresAt(staged, i) },
      features: Object.fromEntries(
        features.map(([name, columns]) => [name, factsAt(columns, i)] as const),
      ),
      extra,
      hash,
      source: { runId, file: row.file, record: row.record },
      version,
    });
  });
  refreshNewest(db, staged, same, options);
}

/** Writes the day over the newest rows of offices whose attributes are the same; `same`: their rows. */
export function refreshNewest(
  db: WritableDB,
  staged: DayRows,
  same: readonly number[],
  { ordinals, runId, version }: NewestOptions,
): void {
  const { day, rows } = staged;
  const measures = LOCATION_MEASURES.map((name) => staged.measures.get(name));
  const featuresAt = featureTexts(featureColumns(staged));
  const active = attributeColumns(staged)?.get(MOVING);
  for (const i of same) {
    const row = rows[i];
    if (!row) continue;
    refreshLocation(db, {
      ord: ordinals[i] ?? 0,
      day,
      lastActiveAt: active
        ? (active.values[active.ids[i] ?? -1] ?? null)
        : (row.attributes?.values[MOVING] ?? null),
      measures: measures.map((column) => orNull(column?.[i])),
      features: featuresAt(i),
      source: { runId, file: row.file, record: row.record },
      version,
    });
  }
}

/** An account is as the first of its rows says. */
function writeCompanies(db: WritableDB, known: Known, staged: DayRows, version: number): void {
  const { day } = staged;
  const written = new Set<string>();
  for (const row of staged.rows) {
    const { companyId } = row;
    if (written.has(companyId)) continue;
    const standing = known.offices.get(row.key ?? officeKeyOf(companyId, row.locationId));
    if (standing && standing.day > day) continue;
    const { attributes } = row;
    if (!attributes) continue;
    written.add(companyId);
    if (day < (known.companies.get(companyId) ?? day)) continue;
    known.companies.set(companyId, day);
    upsertCompany(db, { companyId, day, values: attributes.values, version });
  }
}

/** NaN is the staged form of unknown; the store's is NULL. */
const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

const measuresAt = (staged: DayRows, row: number): Record<string, number | null> =>
  Object.fromEntries(
    LOCATION_MEASURES.map((name) => [name, orNull(staged.measures.get(name)?.[row])]),
  );

type Facts = readonly [Float64Array?, Float64Array?, Float64Array?];

function featureColumns(staged: DayRows): readonly (readonly [key: string, columns: Facts])[] {
  const keys = new Set<string>();
  for (const name of staged.measures.keys()) {
    const feature = featureOf(name);
    if (feature) keys.add(feature.key);
  }
  const at = (key: string, fact: string): Float64Array | undefined =>
    staged.measures.get(`feature_${key}_${fact}`);
  return [...keys].map((key) => [
    key,
    [at(key, 'entitled'), at(key, 'enabled'), at(key, 'events')] as Facts,
  ]);
}

const factsAt = (
  [entitled, enabled, events]: Facts,
  row: number,
): readonly [number | null, number | null, number | null] => [
  orNull(entitled?.[row]),
  orNull(enabled?.[row]),
  orNull(events?.[row]),
];

/** The same as JSON text, put together by hand: it is done for every office and day. */
function featureTexts(features: ReturnType<typeof featureColumns>): (row: number) => string {
  const heads = features.map(([key], i) => `${i === 0 ? '' : ','}${JSON.stringify(key)}:[`);
  const text = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? 'null' : String(value);
  return (row) => {
    let json = '{';
    features.forEach(([, [entitled, enabled, events]], i) => {
      json += `${heads[i]}${text(entitled?.[row])},${text(enabled?.[row])},${text(events?.[row])}]`;
    });
    return `${json}}`;
  };
}
