import { formatDay } from '../../../../shared/domain/day.ts';
import type { SetAside } from '../../extract/day-rows.ts';
import { count } from './kinds.ts';
import { DATA_TEAM, fail, notRun, pass, sample, type Check, type CheckInput } from './types.ts';

/** Rows that may be set aside before the whole delivery is doubted: five, or one in two hundred. */
const BUDGET_ROWS = 5;
const BUDGET_SHARE = 0.005;

const asSample = (s: SetAside) =>
  sample({
    company_id: s.office?.companyId ?? null,
    location_id: s.office?.locationId ?? null,
    file: s.file,
    record: s.record,
    column: s.column,
    value: s.value ?? s.reason,
  });

const budget = (records: number): number => Math.max(BUDGET_ROWS, BUDGET_SHARE * records);

const rowsReadable: Check = {
  id: 'rows_readable',
  title: 'Nearly every row could be read',
  severity: 'hold',
  owner: DATA_TEAM,
  runbook:
    'Many rows have a value of the wrong type, a wrong number of fields or no key. Most often a column changed its type or a text holds an unescaped separator. Compare the column named in the examples with the day before; ask for the day to be delivered again.',
  run({ staged, day }) {
    const expected = `at most ${count(Math.floor(budget(staged.records)))} rows set aside`;
    const n = staged.setAside.length;
    const observed = `${count(n)} of ${count(staged.records)} rows set aside`;
    if (n <= budget(staged.records)) return pass(observed, expected);
    const worst = staged.setAside[0];
    return fail(
      observed,
      expected,
      `${n} of ${staged.records} rows of ${formatDay(day)} could not be read, the first in ${worst?.file}, ` +
        `record ${worst?.record}${worst?.column ? `, column ${worst.column}` : ''}: ${worst?.reason}` +
        `${worst?.value ? ` (${worst.value})` : ''}.`,
      staged.setAside.map(asSample),
    );
  },
};

/** A warning about rows set aside for one kind of reason. */
function asideCheck(
  about: Pick<Check, 'id' | 'title' | 'runbook'>,
  expected: string,
  matches: (s: SetAside) => boolean,
): Check {
  return {
    ...about,
    severity: 'warn',
    owner: DATA_TEAM,
    run({ staged }: CheckInput) {
      const found = staged.setAside.filter(matches);
      if (found.length === 0) return pass('0 rows', expected);
      return fail(
        `${count(found.length)} rows`,
        expected,
        `${count(found.length)} rows were set aside: ${found[0]?.reason}.`,
        found.map(asSample),
      );
    },
  };
}

const isKey = (s: SetAside): boolean =>
  s.column === 'company_id' || s.column === 'location_id' || /different row/.test(s.reason);
const isDay = (s: SetAside): boolean => s.column === 'ds';

/** The id under which a delivery that could not be read to its end is kept. */
export const DELIVERY_WHOLE = 'delivery_whole';

export const READING: readonly Check[] = [
  {
    id: DELIVERY_WHOLE,
    final: true,
    title: 'All files are there, whole, and as the manifest says',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'A file is missing, cut short, damaged, or holds another number of rows than its manifest says, or a required column is gone. There is nothing whole to publish, so this cannot be published anyway. Sync again in a while; if it stays, ask for the day to be delivered again.',
    // A delivery that fails this is refused while it is read and never comes here.
    run: ({ staged }) =>
      pass(
        `read to the end: ${count(staged.records)} rows`,
        'every file whole, with the rows its manifest says',
      ),
  },
  rowsReadable,
  asideCheck(
    {
      id: 'keys_unique',
      title: 'Each office has one row, with its ids',
      runbook:
        'An office came twice with different values, or a row has no company or location id. Neither row is believed; the office shows its day before. Ask which of the rows is right.',
    },
    'no row without ids, no two different rows for one office',
    isKey,
  ),
  asideCheck(
    {
      id: 'day_matches',
      title: 'Rows are of the day they were delivered for',
      runbook:
        'Rows carry another day than the folder they lie in. They are set aside: nothing is counted on a wrong day. Ask whether the extract ran with the right date.',
    },
    'every row has the day of its delivery',
    isDay,
  ),
  asideCheck(
    {
      id: 'rows_set_aside',
      title: 'Every row could be read',
      runbook:
        'A few rows hold a value that cannot be read. They are set aside with file, record and column; all others count. Send the list to the data team.',
    },
    'no row set aside',
    (s) => !isKey(s) && !isDay(s),
  ),
  {
    id: 'rows_repeated',
    title: 'No row is delivered twice',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'Exact copies of rows are counted once. It usually means that the extract joins a table that has doubles.',
    run({ staged }) {
      const expected = 'no row twice';
      if (staged.repeated === 0) return pass('0 repeated rows', expected);
      const observed = `${count(staged.repeated)} repeated rows`;
      return fail(observed, expected, `${observed} were counted once.`);
    },
  },
  {
    id: 'rows_verified',
    title: 'The row count agrees with the manifest',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'Without a manifest nobody can tell a file that was cut short from a whole one. Ask for UNLOAD … MANIFEST VERBOSE, or a _delivery.json beside the files.',
    run({ verified, staged }) {
      const expected = 'as many rows as the manifest says, file by file';
      if (verified) return pass(`${count(staged.records)} rows, as the manifest says`, expected);
      return fail(
        'no counts in a manifest',
        expected,
        'The delivery has no manifest with row counts: it is shown as unverified.',
      );
    },
  },
  {
    id: 'data_team_tests',
    title: "The data team's own tests passed",
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'A test of the warehouse failed before the delivery was written. The list below names it with its owner and runbook.',
    run({ tests }) {
      const expected = 'every test of the delivery passed';
      if (tests.length === 0) return notRun('the delivery reports no tests', expected);
      const failed = tests.filter((t) => t.status !== 'pass');
      if (failed.length === 0) return pass(`${tests.length} passed`, expected);
      return fail(
        `${failed.length} of ${tests.length} did not pass`,
        expected,
        `${failed.length} of the data team's ${tests.length} tests did not pass: ${failed.map((t) => t.id).join(', ')}.`,
        failed.map((t) => sample({ column: t.id, value: t.status })),
      );
    },
  },
];
