import type { Peers } from '../../../shared/domain/score.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { sizeBand, tenureBand } from '../../../shared/scoring/peers.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import type { KeptFacts } from './evidence-specs.ts';
import { periodOf } from './snapshots.ts';

export interface FactRow {
  readonly names: string;
  readonly facts: Uint8Array;
}

/** Reads rows of kept facts; the names of a set are looked up once. */
export function factReader(): (row: FactRow) => KeptFacts {
  const sets = new Map<string, ReadonlyMap<string, number>>();
  return ({ names, facts }) => {
    let places = sets.get(names);
    if (!places) {
      places = new Map((JSON.parse(names) as string[]).map((name, at) => [name, at]));
      sets.set(names, places);
    }
    const known = places;
    const view = new DataView(facts.buffer, facts.byteOffset, facts.byteLength);
    return (name) => {
      const at = known.get(name);
      const number = at === undefined ? Number.NaN : view.getFloat32(at * 4, true);
      return Number.isNaN(number) ? null : number;
    };
  };
}

export interface Trait {
  readonly ord: number;
  readonly company_id: string;
  readonly employees: number | null;
  readonly industry: string | null;
  readonly plan: string | null;
  readonly licensed_on: string | null;
  readonly location_opened_on: string | null;
  readonly contract_start_on: string | null;
}

/** Headcounts at which another size begins (shared/scoring/peers.ts), to read no more offices than may be alike. */
const SIZES = [0, 25, 75, 200, 500, Number.MAX_SAFE_INTEGER];

function sizesAlike(employees: number | null): { from: number; to: number } {
  const at = SIZES.findLastIndex((size) => size <= (employees ?? 0));
  return { from: SIZES[at] ?? 0, to: SIZES[at + 1] ?? Number.MAX_SAFE_INTEGER };
}

/**
 * Facts of the offices that one is compared with: scored ones of other companies, alike in what `peers.sharing` names.
 * They are looked for in the flat list, whose rows are small.
 */
export function peerFacts(
  db: ReadableDB,
  own: Trait,
  sharing: Peers['sharing'],
  day: Day,
): readonly KeptFacts[] {
  const alike = (name: string): boolean => sharing.includes(name);
  const dates = alike('tenure')
    ? 'l.licensed_on, l.location_opened_on, c.contract_start_on'
    : 'NULL AS licensed_on, NULL AS location_opened_on, NULL AS contract_start_on';
  const joins = alike('tenure')
    ? 'JOIN location l ON l.ord = o.ord JOIN company c ON c.company_id = o.company_id'
    : '';
  const bySize = alike('size') && own.employees !== null;
  const { from, to } = sizesAlike(own.employees);
  const rows = all<Trait & FactRow>(
    db,
    `SELECT o.ord, o.company_id, o.employees, o.industry, o.plan, ${dates}, f.names, k.facts
     FROM listed_office o CROSS JOIN scoring_snapshot k ON k.ord = o.ord AND k.period = @period AND k.day = @day
     JOIN fact_set f ON f.id = k.fact_set ${joins}
     WHERE o.state = 'scored' AND o.company_id != @company
       AND (@byIndustry = 0 OR o.industry IS @industry) AND (@byPlan = 0 OR o.plan IS @plan)
       AND (@bySize = 0 OR o.employees BETWEEN @from AND @to)`,
    {
      period: periodOf(day),
      day,
      company: own.company_id,
      byIndustry: alike('industry') ? 1 : 0,
      industry: own.industry,
      byPlan: alike('plan') ? 1 : 0,
      plan: own.plan,
      bySize: bySize ? 1 : 0,
      from,
      to,
    },
  );
  const read = factReader();
  const size = sizeBand(own.employees);
  const tenure = tenureOf(own, day);
  return rows
    .filter(
      (row) =>
        (!alike('size') || sizeBand(row.employees) === size) &&
        (!alike('tenure') || tenureOf(row, day) === tenure),
    )
    .map(read);
}

/** As the scores count it (shared/scoring/office-dates.ts): from the licence, else the opening, else the contract. */
function tenureOf(row: Trait, day: Day): string {
  const today = formatDay(day);
  const since = [row.licensed_on, row.location_opened_on, row.contract_start_on].find(
    (date) => date !== null && date <= today,
  );
  return tenureBand(since ? (day - Date.parse(since) / 86_400_000) / 365.25 : null);
}

export function readTrait(db: ReadableDB, ord: number): Trait | undefined {
  return all<Trait>(
    db,
    `SELECT l.ord, l.company_id, l.employees, c.industry, c.plan, l.licensed_on, l.location_opened_on, c.contract_start_on
     FROM location l JOIN company c ON c.company_id = l.company_id WHERE l.ord = ?`,
    ord,
  )[0];
}
