import { CAUSES, type Cause } from '../../../shared/domain/change-causes.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { rollUp } from '../../../shared/scoring/roll-up.ts';
import {
  splitChange,
  type Between,
  type Numbers,
  type Parts,
} from '../../../shared/scoring/split-change.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { addToSteps, restartSteps, type Moved } from '../store/change-steps.ts';
import { writeMeta } from '../store/meta.ts';
import { readRollUpAccounts, type AccountToRoll } from '../store/roll-ups.ts';
import { SEEN, seenNow, storedAccounts, storedNumbers, type Before, type Way } from './causes.ts';

/**
 * Keeps why every score is not what it was: of offices, and of accounts as their offices add up. Call after scores and
 * roll-ups are stored, in their transaction.
 * @param way null where there is nothing to compare with, or numbers of before say less than today's: it starts anew
 */
export function keepCauses(
  db: WritableDB,
  of: {
    readonly asOf: Day;
    readonly label: string;
    readonly before: Before | null;
    readonly way: Way | null;
  },
): void {
  const accounts = readRollUpAccounts(db);
  const now = storedNumbers(db);
  const accountsNow = storedAccounts(db);
  const { before, way } = of;
  const offices = accounts.flatMap((account) => account.offices);
  const officeParts = before && way && splitChange(before.offices, way.between, now, way.last);
  const size = Math.max(before?.offices.adoption.length ?? 0, now.adoption.length);
  const moved: Moved[] = offices.map(({ ord, company_id, location_id }) => ({
    companyId: company_id,
    locationId: location_id,
    adoption: known(now.adoption[ord]),
    risk: known(now.risk[ord]),
    parts: officeParts ? partsAt(officeParts, ord, size) : [],
  }));
  const accountParts = before && way && splitAccounts(accounts, before, way, accountsNow);
  accounts.forEach(({ company_id }, i) => {
    const own = accountsNow.get(company_id);
    moved.push({
      companyId: company_id,
      locationId: '',
      adoption: own?.adoption ?? null,
      risk: own?.risk ?? null,
      parts: accountParts ? partsAt(accountParts, i, accounts.length) : [],
    });
  });
  if (officeParts) addToSteps(db, of.asOf, moved);
  else restartSteps(db, of.asOf, moved);
  writeMeta(db, SEEN, JSON.stringify(seenNow(db, of.asOf, of.label)));
}

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Four of adoption, four of risk; where there is no number on both sides, all four are null or, without any, 0. */
function partsAt(parts: Parts, i: number, size: number): (number | null)[] {
  const of = (values: Float64Array) => CAUSES.map((_, c) => known(values[c * size + i]));
  return [...of(parts.adoption), ...of(parts.risk)];
}

/** An account in between is the sum of its offices in between; one without a number there counts as before. */
function splitAccounts(
  accounts: readonly AccountToRoll[],
  before: Before,
  { between, last, arrThen }: Way,
  now: Before['accounts'],
): Parts {
  const rolled: Partial<Record<Cause, Numbers>> = {};
  let reached = before.offices;
  for (const cause of CAUSES) {
    const step = between[cause];
    if (!step) continue;
    reached = filled(step, reached);
    rolled[cause] = together(accounts, reached, arrThen);
  }
  const numbers = (of: Before['accounts']): Numbers => ({
    adoption: Float64Array.from(accounts, (a) => of.get(a.company_id)?.adoption ?? Number.NaN),
    risk: Float64Array.from(accounts, (a) => of.get(a.company_id)?.risk ?? Number.NaN),
  });
  return splitChange(numbers(before.accounts), rolled satisfies Between, numbers(now), last);
}

function filled(step: Numbers, before: Numbers): Numbers {
  const fill = (values: Float64Array, old: Float64Array) =>
    values.map((value, i) => (Number.isNaN(value) ? (old[i] ?? Number.NaN) : value));
  return { adoption: fill(step.adoption, before.adoption), risk: fill(step.risk, before.risk) };
}

function together(
  accounts: readonly AccountToRoll[],
  { adoption, risk }: Numbers,
  arrThen: Float64Array | undefined,
): Numbers {
  const sums = accounts.map(({ offices, paid_locations }) =>
    rollUp(
      offices.flatMap((office) => {
        const own = known(adoption[office.ord]);
        const logit = known(risk[office.ord]);
        if (own === null && logit === null) return [];
        const arr = known(arrThen?.[office.ord]) ?? office.arr;
        const band = logit === null ? null : 'low';
        return [{ ...office, state: 'scored', adoption: own, logit, band, probability: null, arr }];
      }),
      paid_locations,
    ),
  );
  return {
    adoption: Float64Array.from(sums, (sum) => sum.adoption ?? Number.NaN),
    risk: Float64Array.from(sums, (sum) => sum.arr_at_risk ?? Number.NaN),
  };
}
