import { expect, test } from 'vitest';
import { topReasons } from './top-reasons.ts';

test('three that raise, two that lower, none below ±16 % odds and none that is not available', () => {
  const reasons = [0.1, 0.2, 0.9, 0.5, 0.3, -0.14, -0.2, -0.8, -0.4].map((contribution, i) => ({
    code: `r${i}`,
    text: '',
    value: 0,
    points: 0,
    contribution,
    available: i !== 2,
  }));
  const top = topReasons(reasons);
  expect(top.risk.map((r) => r.contribution)).toEqual([0.5, 0.3, 0.2]);
  expect(top.protective.map((r) => r.contribution)).toEqual([-0.8, -0.4]);
});
