import { expect, test } from 'vitest';
import type { ModelSays } from '../../../shared/contracts/models.ts';
import { besideLines } from './model-words.ts';

const says = (attributions: ModelSays['attributions']): ModelSays => ({
  id: 'm-1',
  name: 'm.json',
  margin: -1.2,
  probability: 0.2315,
  horizonDays: 90,
  base: -2,
  attributions,
});

test('a model is told of apart from our risk, the largest attributions first, the rest summed up', () => {
  const ten = Array.from({ length: 10 }, (_, i) => ({
    feature: `f${i}`,
    unit: 'days',
    value: i === 1 ? null : i + 0.123456,
    attribution: i === 0 ? 0.35 : 0.05,
  }));
  const lines = besideLines([says(ten)]);
  expect(lines.slice(0, 5)).toEqual([
    '',
    'Beside it, m.json of the data team: 23% within 90 days (log-odds −1.20); no part of our churn risk',
    'average  −2.00  of the rows it learned from',
    'f0       +0.35  0.1235 days',
    'f1       +0.05  not known',
  ]);
  expect(lines.at(-2)).toBe('2 more   +0.10');
  expect(lines).toHaveLength(13);
  expect(besideLines([])).toEqual([]);
});
