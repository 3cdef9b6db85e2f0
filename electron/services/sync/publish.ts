import { featureOf } from '../../../shared/domain/company-facts.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import type { DayRows, StagedRow } from '../extract/day-rows.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { readCompanyDays, upsertCompany } from '../store/companies.ts';
import { appliedRun, logDelivery, replaceSetAside, writeAppliedRun } from '../store/deliveries.ts';
import { PRESENT, replaceDay } from '../store/history.ts';
import {
  LOCATION_MEASURES,
  readOrdinals,
  upsertLocation,
  type Ordinal,
} from '../store/locations.ts';
import { bumpVersion, markScoresDue } from '../store/meta.ts';
import { replaceProfiles } from '../store/profiles.ts';
import { dropNewest, owedDays } from '../store/remove-day.ts';
import { logPublish } from './changes.ts';
import type { Profiles } from './checks/types.ts';

/** What the store knows of offices and accounts, read once per sync and kept in step by every publish. */
export interface Known {
  offices: Map<string, Ordinal>;
  companies: Map<string, Day>;
  /** The ordinal the next new office gets. */
  next: number;
  /** Days whose delivery has to be read again for the newest rows of offices. */
  owed: Set<Day>;
}

export function readKnown(db: WritableDB): Known {
  const offices = readOrdinals(db);
  let next = 0;
  for (const { ord } of offices.values()) next = Math.max(next, ord + 1);
  return { offices, companies: readCompanyDays(db), next, owed: owedDays(db) };
}

/** A row's attributes matter only when they are at least as new as what is there. */
export function attributesWanted(
  known: Known,
  companyId: string,
  locationId: string,
  day: Day,
): boolean {
  const office = known.offices.get(officeKeyOf(companyId, locationId));
  return !office || day >= office.day;
}

export interface Publication {
  readonly runId: string;
  readonly fingerprint: string;
  readonly verified: boolean;
  readonly source: string;
  readonly at: string;
  readonly deliveredAt: string | null;
  readonly columns: Profiles;
  /** Said in the log beside what the day itself gives to say. */
  readonly notes: readonly string[];
  /** What must be written with the day or not at all: the outcomes of its checks. */
  readonly alongside: () => void;
}

/** Replaces a day and records its run in one transaction; the new dataset version. */
export function publishDay(
  db: WritableDB,
  known: Known,
  staged: DayRows,
  publication: Publication,
): number {
  const { day } = staged;
  const replaces = appliedRun(db, day) !== undefined;
  const published = transaction(db, () => {
    const version = bumpVersion(db);
    logPublish(db, known, staged, publication);
    const ordinals = staged.rows.map((row) => ordinalFor(known, row, day));
    writeNewest(db, known, staged, ordinals, publication, version);
    replaceDay(db, day, columnsByOrdinal(staged, ordinals, known.next));
    const lacking = replaces && dropNewest(db, day, new Set(ordinals));
    markScoresDue(db);
    replaceSetAside(db, day, publication.runId, staged.setAside);
    replaceProfiles(db, day, [...publication.columns.values()]);
    publication.alongside();
    const counts = { rows: staged.rows.length, rejected: staged.setAside.length };
    const { at, columns: _columns, notes, alongside: _alongside, ...run } = publication;
    writeAppliedRun(db, { day, ...run, ...counts, publishedAt: at, version });
    logDelivery(db, {
      day,
      runId: run.runId,
      status: 'published',
      reason: noteOn(staged, notes),
      ...counts,
      source: run.source,
      at,
    });
    return { version, lacking };
  });
  known.owed.delete(day);
  if (published.lacking) Object.assign(known, readKnown(db));
  return published.version;
}

/** Ordinals are given in order of appearance and never change. */
function ordinalFor(known: Known, row: StagedRow, day: Day): number {
  const key = officeKeyOf(row.companyId, row.locationId);
  const office = known.offices.get(key);
  const ord = office?.ord ?? known.next++;
  if (!office || day > office.day) known.offices.set(key, { ord, day });
  return ord;
}

function writeNewest(
  db: WritableDB,
  known: Known,
  staged: DayRows,
  ordinals: readonly number[],
  publication: Publication,
  version: number,
): void {
  const { day } = staged;
  const features = featureColumns(staged);
  const written = new Set<string>();
  staged.rows.forEach((row, i) => {
    const standing = known.offices.get(officeKeyOf(row.companyId, row.locationId));
    if (!row.attributes || (standing && standing.day > day)) return;
    const values: Record<string, string | number | null> = { ...row.attributes.values };
    for (const name of LOCATION_MEASURES) values[name] = orNull(staged.measures.get(name)?.[i]);
    if (!written.has(row.companyId)) {
      written.add(row.companyId);
      if (day >= (known.companies.get(row.companyId) ?? day)) {
        known.companies.set(row.companyId, day);
        upsertCompany(db, { companyId: row.companyId, day, values, version });
      }
    }
    upsertLocation(db, {
      ord: ordinals[i] ?? 0,
      companyId: row.companyId,
      locationId: row.locationId,
      day,
      values,
      features: Object.fromEntries(
        features.map(([key, entitled, enabled, events]) => [
          key,
          [orNull(entitled?.[i]), orNull(enabled?.[i]), orNull(events?.[i])],
        ]),
      ),
      extra: row.attributes.extra,
      source: { runId: publication.runId, file: row.file, record: row.record },
      version,
    });
  });
}

/** NaN is the staged form of unknown; the store's is NULL. */
const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

type FeatureColumns = [string, Float64Array?, Float64Array?, Float64Array?];

function featureColumns(staged: DayRows): FeatureColumns[] {
  const keys = new Set<string>();
  for (const name of staged.measures.keys()) {
    const feature = featureOf(name);
    if (feature) keys.add(feature.key);
  }
  const at = (key: string, fact: string): Float64Array | undefined =>
    staged.measures.get(`feature_${key}_${fact}`);
  return [...keys].map(
    (key) => [key, at(key, 'entitled'), at(key, 'enabled'), at(key, 'events')] as FeatureColumns,
  );
}

/** Row order → ordinal order, with the mark of who had a row at all. */
function columnsByOrdinal(
  staged: DayRows,
  ordinals: readonly number[],
  offices: number,
): Map<string, Float64Array> {
  const columns = new Map<string, Float64Array>();
  const spread = (valueAt: (row: number) => number): Float64Array => {
    const values = new Float64Array(offices).fill(Number.NaN);
    ordinals.forEach((ord, row) => (values[ord] = valueAt(row)));
    return values;
  };
  columns.set(
    PRESENT,
    spread(() => 1),
  );
  for (const [name, values] of staged.measures)
    columns.set(
      name,
      spread((row) => values[row] ?? Number.NaN),
    );
  return columns;
}

function noteOn(staged: DayRows, more: readonly string[]): string | null {
  const notes = [...more, ...(staged.notes ?? [])].map((note) => note.replace(/\.$/, ''));
  if (staged.setAside.length > 0) notes.push(`${staged.setAside.length} rows set aside`);
  if (staged.repeated > 0) notes.push(`${staged.repeated} repeated rows counted once`);
  if (staged.unknownColumns.length > 0)
    notes.push(`new columns kept as extra: ${staged.unknownColumns.join(', ')}`);
  return notes.length > 0 ? `${notes.join('; ')}.` : null;
}
