import type { RestatementKind } from '../../../shared/domain/change.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import type { DayRows, StagedRow } from '../extract/day-rows.ts';
import { all, one, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { COMPANY_ATTRIBUTES } from '../store/companies.ts';
import {
  dropTakenOut,
  keepTakenOut,
  readNewestRows,
  readTakenOut,
  type NewestRow,
  type NewestRows,
} from '../store/changes-taken-out.ts';
import {
  changeSet,
  extendChangeSet,
  joinTakenBack,
  newestDay,
  openChangeSet,
  writeDayChange,
  type ValueChange,
} from '../store/changes.ts';
import { appliedRun } from '../store/deliveries.ts';
import { measureNames, PRESENT, readWindow } from '../store/history.ts';
import { LOCATION_ATTRIBUTES } from '../store/locations.ts';
import { differenceOf, ROW, type OldDay } from './changes-diff.ts';

/** What a running sync has noted so far. */
interface Noting {
  readonly set: number;
  /** Days that it was the first to bring. */
  readonly fresh: Set<Day>;
}

/** By what a sync knows: it reads that once. */
const notings = new WeakMap<object, Noting>();

interface Publishing {
  readonly runId: string;
  readonly fingerprint: string;
  readonly at: string;
}

/**
 * Notes in the log what publishing this day changes: call in the publishing transaction, before anything of the day is
 * replaced. A day that replaces nothing costs a row; the same delivery read again is no change.
 * @param sync what stands for the running sync
 */
export function logPublish(
  db: WritableDB,
  sync: object,
  staged: DayRows,
  publication: Publishing,
): void {
  const { day } = staged;
  const applied = appliedRun(db, day);
  if (applied?.fingerprint === publication.fingerprint) return;
  const taken = applied ? undefined : readTakenOut(db, day);
  const instead = taken && taken.runId !== publication.runId ? day : undefined;
  const { set, fresh } = notingOf(db, sync, publication.at, instead);
  const newest = newestDay(db);
  const from = changeSet(db, set)?.from_day ?? null;
  const isNew = !applied && !taken && !fresh.has(day);
  if (isNew) fresh.add(day);
  extendChangeSet(db, set, {
    at: publication.at,
    to: Math.max(newest ?? day, day),
    filled: isNew && (from === null ? newest !== null : day <= from),
  });
  // What this sync brought itself nobody has seen otherwise.
  if (fresh.has(day) || (!applied && !taken)) return;
  const old = taken ? oldTaken(taken) : oldDay(db, day);
  const newestRows = taken ? taken.newest : readNewestRows(db, day);
  const difference = differenceOf(old, staged, changedAttributes(staged, newestRows));
  dropTakenOut(db, day);
  const kind = kindOf(db, publication, day, taken?.runId);
  if (difference.columns.size === 0 && kind === 'restated') return;
  const replacedRunId = applied?.runId ?? taken?.runId ?? '';
  const { runId, at } = publication;
  writeDayChange(db, { set, day, kind, runId, replacedRunId, at, ...difference });
}

/**
 * Notes that a day is taken back. Call in the transaction that removes it, before it is removed.
 * @param sync what stands for the running sync, where one takes it back; a day that it brought itself was never seen
 */
export function logTakenBack(db: WritableDB, day: Day, at: string, sync: object = {}): void {
  const applied = appliedRun(db, day);
  if (!applied) return;
  const newest = newestDay(db) === day;
  const { set, fresh } = notingOf(db, sync, at, undefined);
  const to = newest
    ? (one<{ day: Day | null }>(db, 'SELECT max(day) AS day FROM applied_run WHERE day < ?', day)
        ?.day ?? null)
    : newestDay(db);
  extendChangeSet(db, set, { at, to, filled: false });
  if (fresh.has(day)) return;
  keepTakenOut(db, day, applied.runId);
  writeDayChange(db, {
    set,
    day,
    kind: 'taken_back',
    runId: null,
    replacedRunId: applied.runId,
    at,
    columns: new Map([[ROW, applied.rows]]),
    offices: [],
    values: [],
  });
}

/** One set a sync; the run before a day taken back belongs to the taking back. */
function notingOf(db: WritableDB, sync: object, at: string, instead: Day | undefined): Noting {
  const joined = instead === undefined ? undefined : joinTakenBack(db, instead);
  const open = notings.get(sync);
  // A transaction that failed took its set with it.
  if (open && changeSet(db, open.set)) return open;
  const noting = { set: joined ?? openChangeSet(db, at), fresh: new Set<Day>() };
  notings.set(sync, noting);
  return noting;
}

function kindOf(
  db: ReadableDB,
  { runId, fingerprint }: Publishing,
  day: Day,
  takenRun: string | undefined,
): RestatementKind {
  if (takenRun !== undefined && runId < takenRun) return 'taken_back';
  const undone = one(
    db,
    `SELECT id FROM decision WHERE day = ? AND fingerprint = ? AND kind = 'roll_back' AND undone_at IS NOT NULL`,
    day,
    fingerprint,
  );
  return undone ? 'brought_back' : 'restated';
}

function oldDay(db: ReadableDB, day: Day): OldDay {
  const { measures } = readWindow(db, {
    measures: [PRESENT, ...measureNames(db)],
    from: day,
    to: day,
  });
  const marks = measures.get(PRESENT);
  const index = new Map<string, number>();
  const offices: (readonly [string, string])[] = [];
  for (const o of all<{ ord: number; company_id: string; location_id: string }>(
    db,
    'SELECT ord, company_id, location_id FROM location',
  )) {
    if (marks?.[o.ord] !== 1) continue;
    index.set(officeKeyOf(o.company_id, o.location_id), o.ord);
    offices.push([o.company_id, o.location_id]);
  }
  return {
    indexOf: (company, location) => index.get(officeKeyOf(company, location)),
    offices,
    measures: new Map([...measures].filter(([name]) => name !== PRESENT)),
  };
}

function oldTaken(taken: Pick<OldDay, 'offices' | 'measures'>): OldDay {
  const index = new Map(taken.offices.map(([c, l], i) => [officeKeyOf(c, l), i]));
  return { ...taken, indexOf: (company, location) => index.get(officeKeyOf(company, location)) };
}

/** Attributes are known of newest rows only: those of an older day cannot be compared. */
function changedAttributes(staged: DayRows, before: NewestRows): ValueChange[] {
  if (before.size === 0) return [];
  const seen = new Set<string>();
  return staged.rows.flatMap((row) => {
    const { companyId, locationId, attributes } = row;
    if (!attributes) return [];
    const changes = changedCells(row, locationId, LOCATION_ATTRIBUTES, attributes.values, before);
    // An account is as the first of its rows says.
    if (seen.has(companyId)) return changes;
    seen.add(companyId);
    changes.push(...changedCells(row, '', COMPANY_ATTRIBUTES, attributes.values, before));
    return changes;
  });
}

function changedCells(
  { companyId }: StagedRow,
  locationId: string,
  columns: readonly string[],
  values: NewestRow,
  before: NewestRows,
): ValueChange[] {
  const was = before.get(officeKeyOf(companyId, locationId));
  if (!was) return [];
  const changes: ValueChange[] = [];
  for (const column of columns) {
    const old = was[column] ?? null;
    const now = values[column] ?? null;
    if (old !== now) changes.push({ companyId, locationId, column, old, new: now });
  }
  return changes;
}
