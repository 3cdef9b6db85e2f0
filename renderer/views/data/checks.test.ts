import { expect, test } from 'vitest';
import type { CheckResult, Decision } from '../../../shared/contracts/sync.ts';
import { gradeOf, inOrder, openDecision, samplePlace, screenText } from './checks.ts';

const check = (id: string, over: Partial<CheckResult>): CheckResult => ({
  id,
  title: id,
  severity: 'warn',
  status: 'pass',
  observed: '',
  expected: '',
  samples: [],
  firstFailed: null,
  owner: '',
  runbook: '',
  ...over,
});

test('what holds the day comes first, what passed last, and absence is no pass', () => {
  const checks = [
    check('a', {}),
    check('b', { status: 'not_run', severity: 'hold' }),
    check('c', { status: 'fail' }),
    check('d', { status: 'fail', severity: 'hold' }),
    check('e', {}),
  ];
  expect(inOrder(checks).map((c) => [c.id, gradeOf(c)])).toEqual([
    ['d', 'holds'],
    ['c', 'warns'],
    ['b', 'not_run'],
    ['a', 'passes'],
    ['e', 'passes'],
  ]);
});

test('an example says where to look, and nothing it does not know', () => {
  const nothing = { company_id: null, location_id: null, file: null, record: null, column: null };
  expect(
    samplePlace({
      company_id: '04',
      location_id: '7',
      file: 'part_00.gz',
      record: 12,
      column: 'visitors',
      value: '1200',
    }),
  ).toBe('04 / 7, visitors = 1200, part_00.gz record 12');
  expect(samplePlace({ ...nothing, value: '31 %' })).toBe('31 %');
});

test('a sentence names a file without the folders of its run, and days as one reads them', () => {
  const file = 'company_facts/ds=2026-11-21/run=20261122T031502Z/0000_part_00.gz';
  expect(screenText(`40 rows of 2026-11-21, the first in ${file}, record 1: 31/12/2025.`)).toBe(
    '40 rows of 21 Nov 2026, the first in 0000_part_00.gz, record 1: 31/12/2025.',
  );
});

test('a decision stands until it is undone', () => {
  const decision = (reason: string, undoneAt: string | null): Decision => ({
    ds: '2026-11-20',
    run_id: 'r',
    kind: 'roll_back',
    reason,
    by: 'a',
    at: '2026-11-21T08:00:00Z',
    undoneBy: null,
    undoneAt,
  });
  const undone = decision('newer', '2026-11-21T09:00:00Z');
  expect(openDecision([undone, decision('older', null)])?.reason).toBe('older');
  expect(openDecision([undone])).toBeUndefined();
});
