import { expect, test } from 'vitest';
import { tracksOf } from './tracks.ts';

test('the growing column takes what the columns in sight leave', () => {
  const { cols, min } = tracksOf([
    { width: 200 },
    { width: 300, grow: { most: 500 } },
    { width: 80 },
    { width: 90, beyond: true },
  ]);
  expect(cols).toBe('200px minmax(clamp(300px, 100cqw - 280px, 500px), 1fr) 80px 90px');
  expect(min).toBe('calc(370px + clamp(300px, 100cqw - 280px, 500px))');
});

test('without a growing column a row is as wide as its columns', () => {
  expect(tracksOf([{ width: 200 }, { width: 80 }])).toEqual({
    cols: '200px 80px',
    min: 'calc(280px)',
    pins: [{ start: 0 }, undefined],
    start: 200,
    end: 0,
  });
});

test('columns that stay in sight stand beside each other, at both edges', () => {
  const widths = [36, 200, 80, 90, 70].map((width) => ({ width }));
  expect(tracksOf(widths, { start: 2, end: 2 })).toMatchObject({
    pins: [{ start: 0 }, { start: 36 }, undefined, { end: 70 }, { end: 0 }],
    start: 236,
    end: 160,
  });
});
