import { featureOf } from '../../../shared/domain/company-facts.ts';
import {
  attributeColumns,
  type AttributeValue,
  type DayRows,
  type StagedRow,
} from '../extract/day-rows.ts';
import type { WritableDB } from '../sqlite/db.ts';
import type { NumberedAttribute } from '../store/attributes-history.ts';
import {
  COMPANY_ATTRIBUTES,
  COMPANY_CLOCKS,
  refreshCompanies,
  upsertCompany,
} from '../store/companies.ts';
import {
  LOCATION_ATTRIBUTES,
  LOCATION_MEASURES,
  MOVING_ATTRIBUTE,
  refreshLocation,
  upsertLocation,
  type Ordinal,
} from '../store/locations.ts';
import { attributesHashes, withText } from './attributes-hash.ts';
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
  for (let i = 0; i < rows.length; i++) if ((offices[i]?.day ?? day) <= day) due.push(i);
  if (due.length === 0) return;
  writeCompanies(db, known, staged, due, { ...options, attributes });
  const hasExtra = staged.unknownColumns.length > 0;
  const hashes = attributesHashes('location', attributes, due);
  const features = featureTexts(staged);
  const attributesAt = valuesOf(staged, LOCATION_ATTRIBUTES);
  const same: number[] = [];
  for (let n = 0; n < due.length; n++) {
    const i = due[n] ?? 0;
    const row = rows[i];
    const office = offices[i];
    if (!row || !office) continue;
    const extra = hasExtra ? extraOf(row) : null;
    const attributesHash = hashes[n] ?? 0;
    const hash = extra === null ? attributesHash : withText(attributesHash, extra);
    office.day = day;
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
      values: { ...attributesAt(i), ...measuresAt(staged, i) },
      features: features(i),
      extra,
      hash,
      source: { runId, file: row.file, record: row.record },
      version,
    });
  }
  refreshNewest(db, staged, same, options);
}

function extraOf(row: StagedRow): string | null {
  if (row.extra !== undefined) return row.extra;
  const { extra = null } = row.attributes ?? {};
  return extra === null ? null : JSON.stringify(extra);
}

/** Writes the day over the newest rows of offices whose attributes are the same; `same`: their rows. */
export function refreshNewest(
  db: WritableDB,
  staged: DayRows,
  same: readonly number[],
  { offices, runId, version }: NewestOptions,
): void {
  const { day, rows } = staged;
  const columns = LOCATION_MEASURES.map((name) => staged.measures.get(name));
  const measures: (number | null)[] = columns.map(() => null);
  const featuresAt = featureTexts(staged);
  const active = attributeColumns(staged)?.get(MOVING_ATTRIBUTE);
  for (const i of same) {
    const row = rows[i];
    const office = offices[i];
    if (!row || !office) continue;
    for (let m = 0; m < columns.length; m++) measures[m] = orNull(columns[m]?.[i]);
    refreshLocation(db, {
      ord: office.ord,
      day,
      lastActiveAt: active?.values[active.ids[i] ?? -1] ?? null,
      measures,
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
  const firsts = new Map<string, number>();
  let last: string | undefined;
  for (const i of due) {
    const companyId = offices[i]?.companyId ?? '';
    if (companyId !== last && !firsts.has(companyId)) firsts.set(companyId, i);
    last = companyId;
  }
  const hashes = attributesHashes('company', attributes, [...firsts.values()]);
  const columns = attributeColumns(staged);
  const clocks = COMPANY_CLOCKS.map((name) => columns?.get(name));
  const valuesAt = valuesOf(staged, COMPANY_ATTRIBUTES);
  const same = new Map<string, { clocks: AttributeValue[]; ids: string[] }>();
  let n = 0;
  for (const [companyId, i] of firsts) {
    const hash = hashes[n++] ?? 0;
    let account = accounts.get(companyId);
    if (account && account.day > day) continue;
    if (!account) accounts.set(companyId, (account = { day, hash: null }));
    account.day = day;
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
    upsertCompany(db, { companyId, day, values: valuesAt(i), hash, version });
  }
  for (const group of same.values())
    refreshCompanies(db, group.ids, { day, clocks: group.clocks, version });
}

/** A row's values of these columns, by name. */
function valuesOf(
  staged: DayRows,
  names: readonly string[],
): (row: number) => Record<string, AttributeValue> {
  const columns = names.map((name) => ({ name, ...attributeColumns(staged)?.get(name) }));
  return (row) => {
    const found: Record<string, AttributeValue> = {};
    for (const { name, ids, values } of columns) found[name] = values?.[ids?.[row] ?? -1] ?? null;
    return found;
  };
}

/** NaN is the staged form of unknown; the store's is NULL. */
const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

const measuresAt = (staged: DayRows, row: number): Record<string, number | null> =>
  Object.fromEntries(
    LOCATION_MEASURES.map((name) => [name, orNull(staged.measures.get(name)?.[row])]),
  );

const FACTS = ['entitled', 'enabled', 'events'] as const;

/** Feature → [entitled, enabled, events] of a row as JSON, put together by hand: it is done for every office and day. */
function featureTexts({ measures }: DayRows): (row: number) => string {
  const keys = new Set<string>();
  for (const name of measures.keys()) {
    const feature = featureOf(name);
    if (feature) keys.add(feature.key);
  }
  const heads: string[] = [];
  const columns: (Float64Array | Float32Array | undefined)[] = [];
  for (const key of keys)
    FACTS.forEach((fact, i) => {
      const begin = columns.length === 0 ? '{' : '],';
      heads.push(i === 0 ? `${begin}${JSON.stringify(key)}:[` : ',');
      columns.push(measures.get(`feature_${key}_${fact}`));
    });
  if (columns.length === 0) return () => '{}';
  return (row) => {
    let json = '';
    for (let c = 0; c < columns.length; c++) {
      const value = columns[c]?.[row] ?? Number.NaN;
      json += heads[c];
      json += Number.isNaN(value) ? 'null' : value;
    }
    return `${json}]}`;
  };
}
