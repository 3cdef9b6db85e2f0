import { expect, test } from 'vitest';
import { dayOf } from '../../../../shared/domain/day.ts';
import { profileOf } from './profile.ts';
import type { CheckInput } from './types.ts';
import { CHECKS, runChecks } from './registry.ts';
import { aside, inputOf, NOBODY, pastOf, stagedDay } from './testing.ts';

// Open days are told by is_open_day in the past; the day itself says so too.
const open = { is_open_day: () => 1 };
const good = (): CheckInput => inputOf(stagedDay({ measures: open }));

function failing(input: CheckInput): string[] {
  return runChecks(input)
    .results.filter((r) => r.outcome.status === 'fail')
    .map((r) => r.check.id);
}

const many = (n: number, more = {}) => Array.from({ length: n }, () => aside(more));

/** For each check a day that fails it. */
const SPOILT: Readonly<Record<string, () => CheckInput>> = {
  rows_present: () => inputOf(stagedDay({ offices: 0 })),
  rows_readable: () => inputOf(stagedDay({ staged: { setAside: many(6) } })),
  keys_unique: () =>
    inputOf(
      stagedDay({
        staged: {
          setAside: [aside({ reason: 'a second, different row for this office and day' })],
        },
      }),
    ),
  day_matches: () => inputOf(stagedDay({ staged: { setAside: [aside({ column: 'ds' })] } })),
  rows_set_aside: () => inputOf(stagedDay({ staged: { setAside: [aside({})] } })),
  rows_repeated: () => inputOf(stagedDay({ staged: { repeated: 2 } })),
  rows_verified: () => inputOf(stagedDay(), { verified: false }),
  data_team_tests: () =>
    inputOf(stagedDay(), {
      tests: [
        { id: 'arr', status: 'fail', severity: null, owner: null, runbook: null, failing_rows: 4 },
      ],
    }),
  control_totals: () => inputOf(stagedDay(), { distinctKeys: 99 }),
  day_not_ahead: () => {
    const day = stagedDay();
    return inputOf(day, { today: day.day - 2 });
  },
  days_without_gap: () => {
    const day = stagedDay();
    const past = pastOf(day, 9);
    return inputOf(day, { past: { ...past, days: past.days.slice(3) } });
  },
  row_count: () => inputOf(stagedDay({ offices: 79 })),
  row_cap: () => inputOf(stagedDay({ staged: { records: 1_000_000 } })),
  offices_vanished: () => inputOf(stagedDay({ offices: 94 })),
  accounts_vanished: () => inputOf(stagedDay({ accounts: 17 })),
  office_moved: () => inputOf(stagedDay({ account: (i) => (i === 0 ? 'c9' : `c${i % 20}`) })),
  measure_lost: () => inputOf(stagedDay({ measures: { ...open, visitors: () => 0 } })),
  measure_sum: () => inputOf(stagedDay({ measures: { ...open, visitors: () => 30 } })),
  null_share: () =>
    inputOf(
      stagedDay({ measures: { ...open, visitors: (i) => (i < 6 ? Number.NaN : 5 + (i % 3)) } }),
    ),
  counts_not_negative: () =>
    inputOf(stagedDay({ measures: { visitors: (i) => (i === 0 ? -1 : 5) } })),
  sources_current: () =>
    inputOf(stagedDay({ attributes: { usage_as_of: () => '2026-11-18T02:10:00Z' } })),
  values_known: () =>
    inputOf(stagedDay({ attributes: { plan: (i) => (i === 3 ? 'gold' : 'basic') } })),
  hosts_within_employees: () => inputOf(stagedDay({ attributes: { employees: () => 2 } })),
  dates_not_ahead: () =>
    inputOf(stagedDay({ attributes: { last_active_at: () => '2027-01-01T00:00:00Z' } })),
  columns_added: () => inputOf(stagedDay({ staged: { unknownColumns: ['note'] } })),
  columns_dropped: () => {
    const staged = stagedDay({ measures: open });
    return inputOf({ ...staged, measures: new Map([...staged.measures].slice(1)) });
  },
};

test('a good day passes every check', () => {
  const { results, hold } = runChecks(good());
  expect(results.filter((r) => r.outcome.status !== 'pass').map((r) => r.check.id)).toEqual([]);
  expect(hold).toBeUndefined();
});

test('every check can fail, and those that hold say why in one sentence', () => {
  for (const check of CHECKS) {
    // A delivery that is not whole is refused while it is read.
    if (check.id === 'delivery_whole') continue;
    const spoilt = SPOILT[check.id];
    if (!spoilt) throw new Error(`no day that fails ${check.id}`);
    const input = spoilt();
    expect(failing(input), check.id).toContain(check.id);
    const outcome = check.run(input);
    expect(outcome.status === 'fail' && outcome.sentence, check.id).toMatch(/^\S.*\.$/s);
    if (check.severity === 'hold') expect(runChecks(input).hold, check.id).toBeDefined();
  }
});

test('every check has an owner and a runbook of whole sentences', () => {
  for (const check of CHECKS) {
    expect(check.runbook.length, check.id).toBeGreaterThan(60);
    expect(check.runbook, check.id).toMatch(/^[A-Z].*\.$/s);
    expect(check.owner, check.id).not.toBe('');
    expect(check.runbook + check.title, check.id).not.toContain('!');
  }
  expect(new Set(CHECKS.map((c) => c.id)).size).toBe(CHECKS.length);
});

test('without a day before, nothing that compares is passed, and nothing is held', () => {
  const staged = stagedDay({ offices: 30, accounts: 2 });
  const { results, hold } = runChecks(inputOf(staged, { past: pastOf(staged, 0) }));
  const status = new Map(results.map((r) => [r.check.id, r.outcome.status]));
  for (const id of [
    'row_count',
    'offices_vanished',
    'accounts_vanished',
    'measure_lost',
    'measure_sum',
    'null_share',
    'columns_added',
  ])
    expect(status.get(id), id).toBe('not_run');
  expect(hold).toBeUndefined();
});

test('a measure whose source says that it is behind is not available, not lost', () => {
  const day = (clock: string): CheckInput =>
    inputOf(
      stagedDay({
        measures: { ...open, visitors: () => Number.NaN },
        attributes: { usage_as_of: () => clock },
      }),
    );
  const behind = runChecks(day('2026-11-18T02:10:00Z'));
  expect(behind.hold).toBeUndefined();
  expect(failing(day('2026-11-18T02:10:00Z'))).toContain('sources_current');
  expect(runChecks(day('2026-11-19T02:10:00Z')).hold).toMatch(/visitors is empty/);
});

test('a day on which all are closed may be all zero', () => {
  const closed = { is_open_day: () => 0, visitors: () => 0, active_hosts: () => 0 };
  expect(runChecks(inputOf(stagedDay({ measures: closed }))).hold).toBeUndefined();
});

test('a Sunday that is a holiday where Sunday is a working day may be all zero', () => {
  const sunday = (working: number): CheckInput => {
    const day = stagedDay({
      ds: '2026-11-15',
      measures: { is_open_day: (i) => (i < working ? 1 : 0), visitors: () => 0 },
    });
    const usual = stagedDay({
      ds: '2026-11-08',
      measures: {
        is_open_day: (i) => (i < 40 ? 1 : 0),
        visitors: (i) => (i < 40 ? 5 : 0),
      },
    });
    const days = [7, 14, 21].map((ago) => ({
      day: day.day - ago,
      rows: 100,
      columns: profileOf(usual),
    }));
    return inputOf(day, { past: { ...pastOf(day, 14), days } });
  };
  expect(failing(sunday(0))).not.toContain('measure_lost');
  expect(failing(sunday(38))).toContain('measure_lost');
});

test('an empty Saturday is compared with Saturdays, not with Sundays on which a few are open', () => {
  const closed = { is_open_day: (i: number) => (i < 8 ? 1 : 0) };
  const saturday = stagedDay({ ds: '2026-11-14', measures: { ...closed, visitors: () => 0 } });
  const like = (ds: string, visitors: number) => ({
    day: dayOf(ds),
    rows: 100,
    columns: profileOf(stagedDay({ measures: { ...closed, visitors: () => visitors } })),
  });
  const hold = (...days: readonly ReturnType<typeof like>[]) =>
    runChecks(inputOf(saturday, { past: { ...pastOf(saturday, 0), days } })).hold;
  expect(hold(like('2026-11-08', 1), like('2026-11-07', 0))).toBeUndefined();
  expect(hold(like('2026-11-08', 1), like('2026-11-07', 1))).toMatch(/visitors is all 0/);
});

test('the 20 % are of the median of at least seven days; before that, half and double', () => {
  const rows = (offices: number, days: number): string | undefined => {
    const staged = stagedDay({ offices });
    const input = inputOf(staged, { past: { ...pastOf(staged, days), offices: NOBODY } });
    return runChecks(input).hold;
  };
  expect([rows(80, 7), rows(120, 7)]).toEqual([undefined, undefined]);
  expect(rows(79, 7)).toMatch(/79 rows; expected: 80 to 120 rows/);
  expect(rows(121, 14)).toBeDefined();
  expect([rows(50, 6), rows(200, 6)]).toEqual([undefined, undefined]);
  expect(rows(49, 6)).toBeDefined();
});

test('a control total of a column that is not there fails', () => {
  const input = (sums: Record<string, number>) =>
    inputOf(stagedDay(), { totals: { rows: 100, sums } });
  expect(runChecks(input({ nowhere: 4 })).hold).toMatch(/has no column nowhere/);
  expect(runChecks(input({ employees: 5000 })).hold).toBeUndefined();
  expect(runChecks(input({ employees: 5001 })).hold).toMatch(/sum of employees/);
});
