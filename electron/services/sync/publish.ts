import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { attributeColumns, type DayRows, type StagedRow } from '../extract/day-rows.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { addAttributes } from '../store/attributes-history.ts';
import { readCompanyDays } from '../store/companies.ts';
import { appliedRun, logDelivery, replaceSetAside, writeAppliedRun } from '../store/deliveries.ts';
import { replaceSource } from '../store/history-source.ts';
import { PRESENT, takeNumbers, writeDay, type TakeRows } from '../store/history.ts';
import { readOrdinals, type Ordinal } from '../store/locations.ts';
import { bumpVersion, markScoresDue } from '../store/meta.ts';
import { replaceProfiles } from '../store/profiles.ts';
import { dropNewest, owedDays } from '../store/remove-day.ts';
import { logPublish } from './changes.ts';
import type { Profiles } from './checks/types.ts';
import { writeNewest } from './newest.ts';

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
    const ordinals = Int32Array.from(staged.rows, (row) => ordinalFor(known, row, day));
    writeNewest(db, known, staged, {
      ordinals,
      runId: publication.runId,
      version,
    });
    const columns = new Map<string, TakeRows>([[PRESENT, takePresence]]);
    for (const [name, values] of staged.measures) columns.set(name, takeNumbers(values));
    addAttributes(db, attributeColumns(staged) ?? new Map(), columns);
    replaceSource(db, { day, runId: publication.runId, rows: staged.rows }, columns);
    const rowOf = new Int32Array(known.next).fill(-1);
    ordinals.forEach((ord, row) => (rowOf[ord] = row));
    writeDay(db, day, { rowOf, columns });
    const lacking = replaces && dropNewest(db, day, new Set(ordinals));
    markScoresDue(db);
    replaceSetAside(db, day, publication.runId, staged.setAside);
    replaceProfiles(db, day, [...publication.columns.values()]);
    publication.alongside();
    const counts = { rows: staged.rows.length, rejected: staged.setAside.length };
    const { runId, fingerprint, verified, source, deliveredAt, at, notes } = publication;
    const run = { runId, fingerprint, verified, source, deliveredAt };
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
  const key = row.key ?? officeKeyOf(row.companyId, row.locationId);
  const office = known.offices.get(key);
  const ord = office?.ord ?? known.next++;
  if (!office || day > office.day) known.offices.set(key, { ord, day, hash: office?.hash ?? null });
  return ord;
}

/** The mark of who had a row at all. */
const takePresence: TakeRows = (rows, into, at) =>
  rows.forEach((row, i) => (into[at + i] = row < 0 ? Number.NaN : 1));

function noteOn(staged: DayRows, more: readonly string[]): string | null {
  const notes = [...more, ...(staged.notes ?? [])].map((note) => note.replace(/\.$/, ''));
  if (staged.setAside.length > 0) notes.push(`${staged.setAside.length} rows set aside`);
  if (staged.repeated > 0) notes.push(`${staged.repeated} repeated rows counted once`);
  if (staged.unknownColumns.length > 0)
    notes.push(`new columns kept as extra: ${staged.unknownColumns.join(', ')}`);
  return notes.length > 0 ? `${notes.join('; ')}.` : null;
}
