import { expect, test } from 'vitest';
import { learnedRow } from '../../services/scores/testing/learned-row.ts';
import { UsageError, type Surroundings } from './run.ts';
import { train, trainedLines } from './train.ts';

const at: Surroundings = {
  dataFolder: '/nowhere',
  version: '9.9.9',
  importWorker: new URL('file:///none'),
  rendererRoot: '',
  signal: new AbortController().signal,
  out: () => undefined,
  err: () => undefined,
  progress: () => undefined,
};

test.each(['x', '-1', '1.5', '1e99'])('--seed %s is wrong use', async (seed) => {
  await expect(train(at, { seed })).rejects.toThrow(UsageError);
});

test('a terminal is told what was learned from, how it was judged, and what to do next', () => {
  const { card } = learnedRow();
  const text = trainedLines(card, true).join('\n');
  expect(text).toContain('Scorecard, recalibrated: 60 offices of 41 companies gave notice');
  expect(text).toContain('in 1 block of 12 weeks');
  expect(text).toMatch(/^AUC +0\.800 \(0\.700 to 0\.900\)$/m);
  expect(text).toMatch(/^Observed \/ expected, by ARR +–$/m);
  expect(text).toContain('✓ calibration slope 0.98');
  expect(text).toMatch(/To put it to use: atrium model use platt-2026-05-27-abc$/);

  const checks = [{ code: 'better', passed: false, found: 'log-loss higher' }];
  const weak = learnedRow({ rung: 'ga2m', adoptable: false, checks }).card;
  expect(trainedLines(weak, true).at(-1)).toContain('The scorecard stays in use.');
  expect(trainedLines(weak, true).join('\n')).toContain('✗ log-loss higher');
  expect(trainedLines(weak, false).at(-1)).toBe('Nothing was kept.');
  const tried = learnedRow({ tried: { rung: 'ga2m', checks } }).card;
  expect(trainedLines(tried, true).join('\n')).toContain('Additive model with pairs was tried');
});
