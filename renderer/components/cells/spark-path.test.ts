import { expect, test } from 'vitest';
import { sparkPath } from './spark-path.ts';

test('runs from zero at the foot to the highest at the top', () => {
  expect(sparkPath([0, 10], 24, 12)).toEqual({ path: 'M2 10l0 0L22 2', end: { x: 22, y: 2 } });
});

test('unknown leaves a gap and is never drawn as zero', () => {
  const { path, end } = sparkPath([4, null, 2], 24, 12);
  expect(path).toBe('M2 2l0 0M22 6l0 0');
  expect(end).toEqual({ x: 22, y: 6 });
});

test('a trend that ended unknown ends at its last known value', () => {
  expect(sparkPath([4, 2, null], 24, 12).end).toEqual({ x: 12, y: 6 });
  expect(sparkPath([null], 24, 12)).toEqual({ path: '', end: null });
});
