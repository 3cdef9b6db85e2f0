import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SyncProgress } from '../../../shared/contracts/sync.ts';
import { courseOf } from './steps.ts';

function at(step: SyncProgress['step'], filesDone = 0, filesTotal = 0): SyncProgress {
  const startedAt = '2026-11-21T08:00:00Z';
  const bytes = { bytesDone: 0, bytesTotal: 0 };
  return {
    step,
    text: '',
    daysDone: 1,
    daysTotal: 400,
    filesDone,
    filesTotal,
    rows: 0,
    ...bytes,
    startedAt,
  };
}

test('the sample book is written first, an extract is found first', () => {
  expect(courseOf(at('generate'), true).steps[0]).toEqual({ step: 'generate', at: 'now' });
  expect(courseOf(at('discover'), false).steps[0]).toEqual({ step: 'discover', at: 'now' });
});

test('steps before are done, and files move the bar within a step', () => {
  const { steps, value, max } = courseOf(at('read', 2, 8), true);
  expect(steps.map((each) => each.at)).toEqual(['done', 'done', 'now', 'ahead', 'ahead']);
  expect([value, max]).toEqual([2.25, 5]);
});

test('nothing known is no progress', () => {
  expect(courseOf(null, true)).toMatchObject({ value: 0, max: 0 });
});

test('the bar stays within its ends', () => {
  const step = fc.constantFrom('generate', 'discover', 'read', 'publish', 'score');
  fc.assert(
    fc.property(step, fc.nat(20), fc.nat(20), fc.boolean(), (which, done, total, writes) => {
      const { value, max } = courseOf(at(which, done, total), writes);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(max);
    }),
  );
});
