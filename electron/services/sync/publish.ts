import { attributeColumns as deliveredAttributes, type DayRows } from '../extract/day-rows.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { attributeColumns, numberAttributes } from '../store/attributes-history.ts';
import { appliedRun, logDelivery, replaceSetAside, writeAppliedRun } from '../store/deliveries.ts';
import { replaceSource } from '../store/history-source.ts';
import { PRESENT, writeDay } from '../store/history.ts';
import type { DeliveredColumn } from '../store/history-strip.ts';
import type { Ordinal } from '../store/locations.ts';
import { bumpVersion, markScoresDue } from '../store/meta.ts';
import { replaceProfiles } from '../store/profiles.ts';
import { dropNewest } from '../store/remove-day.ts';
import { logPublish } from './changes.ts';
import type { Profiles } from './checks/types.ts';
import { addOffice, readKnown, type Known } from './known.ts';
import { writeNewest } from './newest.ts';

export interface Publication {
  readonly runId: string;
  readonly fingerprint: string;
  readonly verified: boolean;
  readonly source: string;
  readonly at: string;
  readonly deliveredAt: string | null;
  readonly columns: Profiles;
  /** By row, as they were known before; undefined for new ones. */
  readonly offices: readonly (Ordinal | undefined)[];
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
    const offices = staged.rows.map((row, i) => publication.offices[i] ?? addOffice(known, row));
    const attributes = numberAttributes(db, deliveredAttributes(staged) ?? new Map());
    const { runId } = publication;
    writeNewest(db, known, staged, attributes, { offices, runId, version });
    const columns = new Map<string, DeliveredColumn>([
      [PRESENT, { numbers: Float64Array.of(1), ids: new Int32Array(offices.length) }],
      ...Array.from(staged.measures, ([name, numbers]) => [name, { numbers }] as const),
      ...attributeColumns(attributes),
    ]);
    replaceSource(db, { day, runId, rows: staged.rows }, columns);
    const rowOf = new Int32Array(known.ordinals.length).fill(-1);
    offices.forEach(({ ord }, row) => (rowOf[ord] = row));
    writeDay(db, day, { rowOf, columns });
    const lacking = replaces && dropNewest(db, day, rowOf);
    markScoresDue(db);
    replaceSetAside(db, day, publication.runId, staged.setAside);
    replaceProfiles(db, day, [...publication.columns.values()]);
    publication.alongside();
    const counts = { rows: staged.rows.length, rejected: staged.setAside.length };
    const { fingerprint, verified, source, deliveredAt, at, notes } = publication;
    const run = { runId, fingerprint, verified, source, deliveredAt };
    writeAppliedRun(db, { day, ...run, ...counts, publishedAt: at, version });
    logDelivery(db, {
      day,
      runId,
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

function noteOn(staged: DayRows, more: readonly string[]): string | null {
  const notes = [...more, ...(staged.notes ?? [])].map((note) => note.replace(/\.$/, ''));
  if (staged.setAside.length > 0) notes.push(`${staged.setAside.length} rows set aside`);
  if (staged.repeated > 0) notes.push(`${staged.repeated} repeated rows counted once`);
  if (staged.unknownColumns.length > 0)
    notes.push(`new columns kept as extra: ${staged.unknownColumns.join(', ')}`);
  return notes.length > 0 ? `${notes.join('; ')}.` : null;
}
