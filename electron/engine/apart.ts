import type { Columns } from '../../shared/contracts/columns.ts';
import type { AccountRow } from '../../shared/domain/account.ts';
import { leftOut } from '../../shared/domain/csm-word.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { readWords } from '../services/people/csm-word.ts';
import { one, type ReadableDB } from '../services/sqlite/db.ts';
import {
  columnsOfSummed,
  withoutLeftOut,
  withValues,
  type LeftOut,
} from '../services/store/accounts-apart.ts';

/** Accounts without the offices that a person excluded or knows to be closed: these are told apart, and count nowhere. */
export interface Apart {
  readonly account: <A extends AccountRow>(row: A) => A;
  readonly accounts: <A extends AccountRow>(rows: readonly A[]) => readonly A[];
  readonly table: (table: Columns) => Columns;
}

/** @param now ISO; an exclusion has a last day */
export function apartFrom(facts: ReadableDB, people: ReadableDB, now: () => string): Apart {
  const byCompany = (): ReadonlyMap<string, LeftOut> => {
    const found = new Map<string, Map<string, 'excluded' | 'closed'>>();
    for (const { company_id: company, location_id: location, word } of leftOut(
      readWords(people),
      dayOf(now().slice(0, 10)),
    )) {
      const of = found.get(company) ?? new Map<string, 'excluded' | 'closed'>();
      if (location !== null) of.set(location, word.kind === 'closure' ? 'closed' : 'excluded');
      found.set(company, of);
    }
    return found;
  };
  const without = <A extends AccountRow>(row: A, of: LeftOut | undefined): A => {
    if (!of) return row;
    const { summed, apart } = withoutLeftOut(facts, row.company_id, of, row.paid_locations);
    return apart.offices.length === 0 ? row : { ...row, ...summed, apart };
  };
  return {
    account: (row) => without(row, byCompany().get(row.company_id)),
    accounts(rows) {
      const out = byCompany();
      return rows.map((row) => without(row, out.get(row.company_id)));
    },
    table: (table) =>
      withValues(
        table,
        new Map(
          [...byCompany()].map(([company, of]) => {
            const { summed } = withoutLeftOut(facts, company, of, paid(facts, company));
            return [company, columnsOfSummed(summed)];
          }),
        ),
      ),
  };
}

const paid = (facts: ReadableDB, companyId: string): number | null =>
  one<{ paid_locations: number | null }>(
    facts,
    'SELECT paid_locations FROM company WHERE company_id = ?',
    companyId,
  )?.paid_locations ?? null;
