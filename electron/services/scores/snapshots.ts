import type { Day } from '../../../shared/domain/day.ts';
import type { Score } from '../../../shared/domain/score.ts';
import type { ScoringFacts } from '../../../shared/scoring/book.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** Four weeks: one snapshot of an office per period, the newest publish of the period winning. */
export const PERIOD_DAYS = 28;
/** Periods that lie within 26 weeks before the current one. */
const HALF_YEAR_PERIODS = 6;

export function periodOf(day: Day): number {
  return Math.floor(day / PERIOD_DAYS);
}

/** Three letters as a number that float32 holds exactly; NaN = unknown. */
function currencyCode(currency: string | null): number {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return Number.NaN;
  const letter = (at: number) => currency.charCodeAt(at) - 65;
  return letter(0) * 676 + letter(1) * 26 + letter(2);
}

/** The three letters behind the number a snapshot keeps. */
export function currencyName(code: number): string {
  const letters = [Math.floor(code / 676), Math.floor(code / 26) % 26, code % 26];
  return String.fromCharCode(...letters.map((l) => 65 + l));
}

export interface Snapshot {
  readonly asOf: Day;
  /** ISO time of this scoring. */
  readonly knownAt: string;
  readonly settings: string;
  readonly scores: readonly Score[];
  readonly facts: readonly ScoringFacts[];
}

/**
 * Keeps, for good, what was known about every office in this four-week period: closed ones and outcomes included,
 * because a model can only learn from the facts as they stood then. Call inside a transaction.
 */
export function keepSnapshots(db: WritableDB, snapshot: Snapshot): void {
  const names = Object.keys(snapshot.facts[0] ?? {}).toSorted();
  if (names.length === 0) return;
  const set = factSet(db, [...names, 'currency']);
  const offices = all<{
    ord: number;
    currency: string | null;
    cancellation_notice_on: string | null;
    cancelled_on: string | null;
    cancellation_reason: string | null;
  }>(
    db,
    `SELECT l.ord, c.currency, l.cancellation_notice_on, l.cancelled_on, l.cancellation_reason
     FROM location l JOIN company c ON c.company_id = l.company_id`,
  );
  for (const office of offices) {
    const facts = snapshot.facts[office.ord];
    const score = snapshot.scores[office.ord];
    if (!facts || !score) continue;
    const values = Float32Array.from([
      ...names.map((name) => facts[name] ?? Number.NaN),
      currencyCode(office.currency),
    ]);
    run(
      db,
      UPSERT,
      office.ord,
      periodOf(snapshot.asOf),
      snapshot.asOf,
      snapshot.knownAt,
      score.state,
      office.cancellation_notice_on,
      office.cancelled_on,
      office.cancellation_reason,
      snapshot.settings,
      set,
      new Uint8Array(values.buffer),
    );
  }
}

const UPSERT = `
INSERT INTO scoring_snapshot (ord, period, day, known_at, state, cancellation_notice_on, cancelled_on,
  cancellation_reason, settings, fact_set, facts)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (ord, period) DO UPDATE SET day = excluded.day, known_at = excluded.known_at,
  state = excluded.state, cancellation_notice_on = excluded.cancellation_notice_on,
  cancelled_on = excluded.cancelled_on, cancellation_reason = excluded.cancellation_reason,
  settings = excluded.settings, fact_set = excluded.fact_set, facts = excluded.facts
WHERE excluded.day >= scoring_snapshot.day`;

function factSet(db: WritableDB, names: readonly string[]): number {
  const text = JSON.stringify(names);
  const known = () => one<{ id: number }>(db, 'SELECT id FROM fact_set WHERE names = ?', text)?.id;
  const id = known();
  if (id !== undefined) return id;
  run(db, 'INSERT INTO fact_set (names) VALUES (?)', text);
  return known() ?? 0;
}

export interface ArrBefore {
  readonly arr: number;
  readonly currency: string;
}

/** Highest ARR of each office kept over the six periods before the one of `asOf`. */
export function readArrBefore(db: ReadableDB, asOf: Day): ReadonlyMap<number, ArrBefore> {
  const period = periodOf(asOf);
  const rows = all<{ ord: number; names: string; facts: Uint8Array }>(
    db,
    `SELECT s.ord, f.names, s.facts FROM scoring_snapshot s JOIN fact_set f ON f.id = s.fact_set
     WHERE s.period BETWEEN ? AND ? ORDER BY s.ord, s.period`,
    period - HALF_YEAR_PERIODS,
    period - 1,
  );
  const before = new Map<number, ArrBefore>();
  const places = new Map<string, readonly [number, number]>();
  for (const { ord, names, facts } of rows) {
    let place = places.get(names);
    if (!place) {
      const list = JSON.parse(names) as string[];
      places.set(names, (place = [list.indexOf('arr'), list.indexOf('currency')]));
    }
    const values = new Float32Array(facts.slice().buffer);
    const arr = values[place[0]] ?? Number.NaN;
    const code = values[place[1]] ?? Number.NaN;
    if (Number.isNaN(arr) || Number.isNaN(code)) continue;
    const currency = currencyName(code);
    const best = before.get(ord);
    // The newest currency counts: amounts of different currencies are never compared.
    if (!best || best.currency !== currency || arr > best.arr) before.set(ord, { arr, currency });
  }
  return before;
}
