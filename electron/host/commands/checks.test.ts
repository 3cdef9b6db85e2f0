import { expect, test } from 'vitest';
import type { CheckResult, DayChecks } from '../../../shared/contracts/sync.ts';
import { checkLines } from './checks.ts';

const check = (more: Partial<CheckResult>): CheckResult => ({
  id: 'row_count',
  title: 'As many rows as usual',
  severity: 'hold',
  status: 'pass',
  observed: '13,000 rows',
  expected: '10,400 to 15,600 rows',
  samples: [],
  firstFailed: null,
  owner: 'the data team',
  runbook: 'Ask for the day to be delivered again.',
  ...more,
});

const day: DayChecks = {
  ds: '2026-11-20',
  run_id: '20261121T031502Z',
  status: 'held',
  reason: 'Too few rows.',
  at: '2026-11-21T04:00:00Z',
  checks: [
    check({
      status: 'fail',
      observed: '7 rows',
      firstFailed: '2026-11-19',
      samples: [
        {
          company_id: 'c1',
          location_id: '007',
          file: 'part.gz',
          record: 3,
          column: 'visitors',
          value: 'x',
        },
      ],
    }),
    check({ title: 'No new column', severity: 'warn', status: 'fail', observed: 'new: note' }),
    check({ title: 'The day before was delivered', status: 'not_run', observed: 'no day before' }),
  ],
  tests: [
    {
      id: 'unique',
      status: 'fail',
      severity: 'error',
      owner: 'data@example.com',
      runbook: null,
      failing_rows: 4,
    },
  ],
  decisions: [
    {
      ds: '2026-11-20',
      run_id: '20261121T031502Z',
      kind: 'roll_back',
      reason: 'wrong names',
      by: 'ada',
      at: '2026-11-21T05:00:00Z',
      undoneBy: 'bob',
      undoneAt: '2026-11-21T06:00:00Z',
    },
  ],
};

test('a held day says what failed, since when, whom to ask, what to do, and where', () => {
  const lines = checkLines(day);
  expect(lines[0]).toBe('2026-11-20, run 20261121T031502Z: held. Too few rows.');
  expect(lines.slice(2, 5).map((line) => line.split('  ')[0])).toEqual([
    'FAILED',
    'warning',
    'not run',
  ]);
  const text = lines.join('\n');
  expect(text).toContain('As many rows as usual: 7 rows; expected 10,400 to 15,600 rows.');
  expect(text).toContain('Since 2026-11-19. Owner: the data team. Ask for the day');
  expect(text).toContain('  c1  007  part.gz, record 3  visitors  x');
  expect(text).toMatch(/fail {2}unique {2}4 {2}data@example\.com/);
  expect(text).toContain('Rolled back by ada at 2026-11-21T05:00:00Z: wrong names (undone by bob');
});
