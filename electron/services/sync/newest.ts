import { featureOf } from '../../../shared/domain/company-facts.ts';
import {
  attributeColumns,
  type Attributes,
  type AttributeValue,
  type DayRows,
} from '../extract/day-rows.ts';
import type { WritableDB } from '../sqlite/db.ts';
import type { NumberedAttribute } from '../store/attributes-history.ts';
import { COMPANY_CLOCKS, refreshCompanies, upsertCompany } from '../store/companies.ts';
import {
  LOCATION_MEASURES,
  MOVING_ATTRIBUTE,
  refreshLocation,
  upsertLocation,
  type Ordinal,
} from '../store/locations.ts';
import { attributesHash } from './attributes-hash.ts';
import type { Known } from './known.ts';

export interface NewestOptions {
  /** By row. */
  readonly offices: readonly Ordinal[];
  readonly runId: string;
  readonly version: number;
}

/**
 * Writes the rows that are at least as new as what stands: accounts, offices whose attributes changed whole, and of the
 * others only what moves every day.
 * @param attributes as the history keeps them
 */
export function writeNewest(
  db: WritableDB,
  known: Known,
  staged: DayRows,
  attributes: ReadonlyMap<string, NumberedAttribute>,
  options: NewestOptions,
): void {
  const { offices, runId, version } = options;
  const { day, rows } = staged;
  const due: number[] = [];
  offices.forEach((office, i) => {
    if (office.day <= day) due.push(i);
  });
  if (due.length === 0) return;
  writeCompanies(db, known, staged, due, { ...options, attributes });
  const hashOf = attributesHash('location', attributes);
  const hasExtra = staged.unknownColumns.length > 0;
  const features = featureTexts(featureColumns(staged));
  const same: number[] = [];
  for (const i of due) {
    const [row, office] = [rows[i], offices[i]];
    if (!row || !office) continue;
    office.day = day;
    const extra = hasExtra ? extraOf(row.attributes) : null;
    const hash = hashOf(i, extra);
    if (office.hash === hash) {
      same.push(i);
      continue;
    }
    office.hash = hash;
    upsertLocation(db, {
      ord: office.ord,
      companyId: row.companyId,
      locationId: row.locationId,
      day,
      values: { ...row.attributes?.values, ...measuresAt(staged, i) },
      features: features(i),
      extra,
      hash,
      source: { runId, file: row.file, record: row.record },
      version,
    });
  }
  refreshNewest(db, staged, same, options);
}

const extraOf = (attributes: Attributes | undefined): string | null =>
  attributes?.extra ? JSON.stringify(attributes.extra) : null;

/** Writes the day over the newest rows of offices whose attributes are the same; `same`: their rows. */
export function refreshNewest(
  db: WritableDB,
  staged: DayRows,
  same: readonly number[],
  { offices, runId, version }: NewestOptions,
): void {
  const { day, rows } = staged;
  const measures = LOCATION_MEASURES.map((name) => staged.measures.get(name));
  const featuresAt = featureTexts(featureColumns(staged));
  const active = attributeColumns(staged)?.get(MOVING_ATTRIBUTE);
  for (const i of same) {
    const [row, office] = [rows[i], offices[i]];
    if (!row || !office) continue;
    refreshLocation(db, {
      ord: office.ord,
      day,
      lastActiveAt: active?.values[active.ids[i] ?? -1] ?? null,
      measures: measures.map((column) => orNull(column?.[i])),
      features: featuresAt(i),
      source: { runId, file: row.file, record: row.record },
      version,
    });
  }
}

/** An account is as the first of its rows says; where that is what stands, only its clocks are written. */
function writeCompanies(
  db: WritableDB,
  { accounts }: Known,
  staged: DayRows,
  due: readonly number[],
  options: NewestOptions & { readonly attributes: ReadonlyMap<string, NumberedAttribute> },
): void {
  const { day } = staged;
  const { attributes, offices, version } = options;
  const hashOf = attributesHash('company', attributes);
  const columns = attributeColumns(staged);
  const clocks = COMPANY_CLOCKS.map((name) => columns?.get(name));
  const same = new Map<string, { clocks: AttributeValue[]; ids: string[] }>();
  const seen = new Set<string>();
  for (const i of due) {
    const companyId = offices[i]?.companyId ?? '';
    if (seen.has(companyId)) continue;
    seen.add(companyId);
    let account = accounts.get(companyId);
    if (account && account.day > day) continue;
    if (!account) accounts.set(companyId, (account = { day, hash: null }));
    account.day = day;
    const hash = hashOf(i, null);
    if (account.hash === hash) {
      const key = clocks.map((clock) => clock?.ids[i]).join();
      const group = same.get(key);
      if (group) group.ids.push(companyId);
      else
        same.set(key, {
          clocks: clocks.map((clock) => clock?.values[clock.ids[i] ?? -1] ?? null),
          ids: [companyId],
        });
      continue;
    }
    account.hash = hash;
    const values = staged.rows[i]?.attributes?.values ?? {};
    upsertCompany(db, { companyId, day, values, hash, version });
  }
  for (const group of same.values())
    refreshCompanies(db, group.ids, { day, clocks: group.clocks, version });
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

/** Feature → [entitled, enabled, events] of a row as JSON, put together by hand: it is done for every office and day. */
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
