import { formatDay, type Day } from '../../../../shared/domain/day.ts';
import { count, percent } from './kinds.ts';
import {
  DATA_TEAM,
  fail,
  notRun,
  pass,
  sample,
  type Check,
  type Compared,
  type DayOffices,
  type OfficeIds,
} from './types.ts';

const OFFICE_SHARE = 0.05;
const ACCOUNT_SHARE = 0.1;
/** So many may go at once in the smallest book: a share of ten offices says nothing. */
const OFFICE_FLOOR = 5;
const ACCOUNT_FLOOR = 2;
/** A day further back is no longer the day before. */
const NEAR_DAYS = 7;

interface Vanished {
  readonly last: Day;
  /** Their ordinals. */
  readonly gone: readonly number[];
}

/** Three checks ask the same of a day. */
const asked = new WeakMap<Compared, Vanished | undefined>();

/** Offices of the day before that are not here now; undefined without a near day before. */
function vanished(input: Compared): Vanished | undefined {
  if (asked.has(input)) return asked.get(input);
  const { day, offices, past } = input;
  const last = past.days[0];
  let seen: Vanished | undefined;
  if (last && last.day >= day - NEAR_DAYS)
    seen = { last: last.day, gone: onlyIn(past.offices, offices) };
  asked.set(input, seen);
  return seen;
}

/** Ordinals of the one day's offices that the other day lacks. */
function onlyIn({ marks }: DayOffices, other: DayOffices): readonly number[] {
  const ords: number[] = [];
  for (let ord = 0; ord < marks.length; ord++)
    if (marks[ord] === 1 && other.marks[ord] !== 1) ords.push(ord);
  return ords;
}

/** Accounts that have an office there. */
function accountsOf({ marks, fresh }: DayOffices, { book }: Compared): Set<string> {
  const accounts = new Set(fresh.map((o) => o.companyId));
  for (let ord = 0; ord < marks.length; ord++)
    if (marks[ord] === 1) accounts.add(book.companyOf(ord));
  return accounts;
}

/** Offices that were not there the day before. */
const newcomers = ({ offices, past, book }: Compared): readonly OfficeIds[] => [
  ...offices.fresh,
  ...onlyIn(offices, past.offices).map(book.idsOf),
];

const NO_DAY = 'no published day in the week before';

export const OFFICES: readonly Check[] = [
  {
    id: 'offices_vanished',
    compares: true,
    title: 'Offices of the day before are still there',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'Many offices have no row today. Offices that close keep their rows with the status closed, so this is most often an extract that lost a source, a region or a file. If they are truly gone, publish anyway and say so as the reason.',
    run(input) {
      const expected = 'at most 5 % of the offices gone in a day';
      const seen = vanished(input);
      if (!seen) return notRun(NO_DAY, expected);
      const total = input.past.offices.count;
      const { gone, last } = seen;
      const share = total === 0 ? 0 : gone.length / total;
      const observed = `${count(gone.length)} of ${count(total)} offices gone (${percent(share)})`;
      if (gone.length <= Math.max(OFFICE_FLOOR, OFFICE_SHARE * total))
        return pass(observed, expected);
      return fail(
        observed,
        expected,
        `${count(gone.length)} of the ${count(total)} offices of ${formatDay(last)} have no row on ${formatDay(input.day)} (${percent(share)}).`,
        gone
          .map(input.book.idsOf)
          .map((o) => sample({ company_id: o.companyId, location_id: o.locationId })),
      );
    },
  },
  {
    id: 'accounts_vanished',
    compares: true,
    title: 'Accounts of the day before are still there',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'Many accounts have no office at all today. It is most often an extract that lost its list of accounts. If they truly left, publish anyway and say so as the reason.',
    run(input) {
      const expected = 'at most 10 % of the accounts gone in a day';
      const seen = vanished(input);
      if (!seen) return notRun(NO_DAY, expected);
      const before = accountsOf(input.past.offices, input);
      const here = seen.gone.length > 0 ? accountsOf(input.offices, input) : before;
      const gone = [...before].filter((id) => !here.has(id));
      const share = before.size === 0 ? 0 : gone.length / before.size;
      const observed = `${count(gone.length)} of ${count(before.size)} accounts gone (${percent(share)})`;
      if (gone.length <= Math.max(ACCOUNT_FLOOR, ACCOUNT_SHARE * before.size))
        return pass(observed, expected);
      return fail(
        observed,
        expected,
        `${count(gone.length)} of the ${count(before.size)} accounts of ${formatDay(seen.last)} have no row on ${formatDay(input.day)} (${percent(share)}).`,
        gone.map((id) => sample({ company_id: id })),
      );
    },
  },
  {
    id: 'office_moved',
    compares: true,
    title: 'Offices stay with their account',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'An office disappeared from one account and came up at another under the same id: a merger, a corrected assignment or a mistake. Its history stays with the old account. Ask which it is.',
    run(input) {
      const expected = 'no office id that changes its account';
      const seen = vanished(input);
      if (!seen) return notRun(NO_DAY, expected);
      const left = new Map(seen.gone.map(input.book.idsOf).map((o) => [o.locationId, o.companyId]));
      const moved = left.size === 0 ? [] : newcomers(input).filter((o) => left.has(o.locationId));
      if (moved.length === 0) return pass('0 offices moved', expected);
      const observed = `${count(moved.length)} offices moved`;
      return fail(
        observed,
        expected,
        `${observed} to another account, the first ${moved[0]?.locationId}: from ${left.get(moved[0]?.locationId ?? '')} to ${moved[0]?.companyId}.`,
        moved.map((r) =>
          sample({
            company_id: r.companyId,
            location_id: r.locationId,
            column: 'company_id',
            value: `before: ${left.get(r.locationId)}`,
          }),
        ),
      );
    },
  },
];
