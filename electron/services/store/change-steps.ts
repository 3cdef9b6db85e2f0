import type { ChangeStep, SplitChange } from '../../../shared/domain/change-causes.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { newestChangeSet } from './changes.ts';
import { readMeta } from './meta.ts';

/** How one office or account (a location of '') went from one scoring to the next. Null = no number. */
export interface Moved {
  readonly companyId: string;
  readonly locationId: string;
  readonly adoption: number | null;
  readonly risk: number | null;
  /** Four causes of adoption, four of risk (domain/change-causes.ts); null where a number is missing. */
  readonly parts: readonly (number | null)[];
}

/** What makes a step: a point of adoption; ±16 % of the odds of an office, or a twentieth of an account's ARR at risk. */
const ADOPTION_STEP = 1;
const LOGIT_STEP = 0.15;
const ARR_STEP = 0.05;

interface Open {
  readonly company_id: string;
  readonly location_id: string;
  readonly from_day: Day;
  readonly adoption: number | null;
  readonly risk: number | null;
  readonly parts: string | null;
}

const NOTHING: readonly (number | null)[] = [0, 0, 0, 0, 0, 0, 0, 0];

/** Forgets the steps and begins with the numbers of this day. Call inside a transaction. */
export function restartSteps(db: WritableDB, day: Day, moved: Iterable<Moved>): void {
  run(db, 'DELETE FROM change_step');
  run(db, 'DELETE FROM change_open');
  for (const { companyId, locationId, adoption, risk } of moved)
    open(db, { companyId, locationId, day, adoption, risk, parts: NOTHING });
}

/** Adds what a scoring changed; what has become large enough closes as a step. Call inside a transaction. */
export function addToSteps(db: WritableDB, day: Day, moved: Iterable<Moved>): void {
  const known = new Map(
    all<Open>(db, 'SELECT * FROM change_open').map((row) => [
      `${row.company_id}\u001f${row.location_id}`,
      row,
    ]),
  );
  const set = newestChangeSet(db)?.id ?? 0;
  for (const now of moved) {
    const { companyId, locationId, adoption, risk } = now;
    const row = known.get(`${companyId}\u001f${locationId}`);
    if (!row) {
      open(db, { companyId, locationId, day, adoption, risk, parts: NOTHING });
      continue;
    }
    // Without a number before and after there is nothing to split.
    const none = [
      row.adoption === null && adoption === null,
      row.risk === null && risk === null,
    ] as const;
    const own = now.parts.map((part, i) => (none[i < 4 ? 0 : 1] ? 0 : part));
    if (own.every((part) => part === 0)) continue;
    const before = row.parts === null ? NOTHING : (JSON.parse(row.parts) as (number | null)[]);
    const parts = before.map((part, i) => sumOf(part, own[i] ?? null));
    if (!isStep(row, now)) {
      open(db, { ...row, companyId, locationId, day: row.from_day, parts });
      continue;
    }
    run(
      db,
      `INSERT INTO change_step (change_set, company_id, location_id, from_day, day, adoption_old, adoption_new,
         risk_old, risk_new, parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      set,
      companyId,
      locationId,
      row.from_day,
      day,
      row.adoption,
      adoption,
      row.risk,
      risk,
      JSON.stringify(parts),
    );
    open(db, { companyId, locationId, day, adoption, risk, parts: NOTHING });
  }
}

const sumOf = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

function isStep(from: Open, to: Moved): boolean {
  const far = (old: number | null, now: number | null, step: number): boolean =>
    old === null || now === null ? old !== now : Math.abs(now - old) >= step;
  const risk = to.locationId === '' ? ARR_STEP * Math.abs(from.risk ?? 0) : LOGIT_STEP;
  return far(from.adoption, to.adoption, ADOPTION_STEP) || far(from.risk, to.risk, risk);
}

function open(
  db: WritableDB,
  of: Pick<Moved, 'companyId' | 'locationId' | 'adoption' | 'risk' | 'parts'> & {
    readonly day: Day;
  },
): void {
  run(
    db,
    'INSERT OR REPLACE INTO change_open VALUES (?, ?, ?, ?, ?, ?)',
    of.companyId,
    of.locationId,
    of.day,
    of.adoption,
    of.risk,
    of.parts === NOTHING ? null : JSON.stringify(of.parts),
  );
}

interface Step {
  readonly from_day: Day;
  readonly day: Day;
  readonly adoption_old: number | null;
  readonly adoption_new: number | null;
  readonly risk_old: number | null;
  readonly risk_new: number | null;
  readonly parts: string | null;
}

/** The steps of one office (or account, with a location of ''), newest first; the one that goes on leads. */
export function readSteps(
  db: ReadableDB,
  of: { readonly companyId: string; readonly locationId: string },
): readonly ChangeStep[] {
  const key = [of.companyId, of.locationId];
  const closed = all<Step>(
    db,
    'SELECT * FROM change_step WHERE company_id = ? AND location_id = ? ORDER BY id DESC',
    ...key,
  ).map((step) => told(step, false));
  const going = one<Open>(
    db,
    'SELECT * FROM change_open WHERE company_id = ? AND location_id = ?',
    ...key,
  );
  const newest = going && openStep(going, scoredDay(db));
  return newest ? [newest, ...closed] : closed;
}

/** The newest step of every office, by its key (domain/office.ts); those whose scores have stood still are absent. */
export function readNewestSteps(db: ReadableDB): ReadonlyMap<string, ChangeStep> {
  const steps = new Map<string, ChangeStep>();
  const closed = all<Step & Pick<Open, 'company_id' | 'location_id'>>(
    db,
    `SELECT * FROM change_step WHERE id IN (
       SELECT max(id) FROM change_step WHERE location_id <> '' GROUP BY company_id, location_id)`,
  );
  for (const step of closed)
    steps.set(officeKeyOf(step.company_id, step.location_id), told(step, false));
  const day = scoredDay(db);
  for (const going of all<Open>(
    db,
    "SELECT * FROM change_open WHERE parts IS NOT NULL AND location_id <> ''",
  )) {
    const step = openStep(going, day);
    if (step) steps.set(officeKeyOf(going.company_id, going.location_id), step);
  }
  return steps;
}

const scoredDay = (db: ReadableDB): Day => Number(readMeta(db, 'scored_as_of') ?? 0);

/** Undefined where nothing has changed since the last step. */
function openStep(going: Open, day: Day): ChangeStep | undefined {
  if (going.parts === null) return undefined;
  const parts = JSON.parse(going.parts) as (number | null)[];
  const at = (old: number | null, from: number): number | null =>
    old === null
      ? null
      : parts.slice(from, from + 4).reduce<number>((sum, part) => sum + (part ?? 0), old);
  return told(
    {
      from_day: going.from_day,
      day,
      adoption_old: going.adoption,
      adoption_new: at(going.adoption, 0),
      risk_old: going.risk,
      risk_new: at(going.risk, 4),
      parts: going.parts,
    },
    true,
  );
}

function told(step: Step, isOpen: boolean): ChangeStep {
  const parts = step.parts === null ? NOTHING : (JSON.parse(step.parts) as (number | null)[]);
  const split = (old: number | null, now: number | null, from: number): SplitChange => {
    const [late, settings, ageing, data] = parts.slice(from, from + 4);
    const whole =
      typeof late === 'number' &&
      typeof settings === 'number' &&
      typeof ageing === 'number' &&
      typeof data === 'number' &&
      old !== null &&
      now !== null;
    return { old, new: now, parts: whole ? { late, settings, ageing, data } : null };
  };
  return {
    from_ds: formatDay(step.from_day),
    ds: formatDay(step.day),
    open: isOpen,
    adoption: split(step.adoption_old, step.adoption_new, 0),
    risk: split(step.risk_old, step.risk_new, 4),
  };
}
