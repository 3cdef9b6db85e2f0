import { assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as part from './parts.ts';
import * as term from './terms.ts';

const real = (min: number, max: number) => double({ min, max, noNaN: true });
const EPS = 1e-9;

test('every component rises with its raw quantity and stays within 0–100', () => {
  const amount = real(0, 5000);
  assert(
    property(amount, amount, real(0.001, 3000), real(0.01, 1), (a, b, c, share) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const [few, more] = [Math.floor(low / 50), Math.floor(low / 50) + 1];
      const rising: [part.Component, part.Component][] = [
        [part.level(Math.floor(low), c, 0.85), part.level(Math.floor(high), c, 0.85)],
        [part.level(few, c, 0.85), part.level(more, c, 0.85)],
        [part.reach(low, c + 1, share, 0.5), part.reach(high, c + 1, share, 0.5)],
        [part.breadth(low, high, share), part.breadth(high, high, share)],
        [part.trend(low / 1000 - 3, 0.1), part.trend(high / 1000 - 3, 0.1)],
        [part.admin(low, c, 0.65), part.admin(high, c, 0.65)],
      ];
      for (const [worse, better] of rising) {
        expect(better.score).toBeGreaterThanOrEqual(worse.score - EPS);
        for (const { score, variance } of [worse, better]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(variance).toBeGreaterThanOrEqual(0);
        }
      }
    }),
  );
});

test('an office exactly as expected is in the middle', () => {
  expect(part.level(500, 500, 0.85).score).toBeCloseTo(50, 6);
  expect(part.reach(30, 100, 0.3, 0.5).score).toBeCloseTo(50, 6);
  expect(part.admin(8, 8, 0.65).score).toBeCloseTo(50, 6);
});

test('little evidence is shrunk towards the middle', () => {
  expect(part.levelRaw(0, 3)).toBeGreaterThan(part.levelRaw(0, 300));
  expect(Math.abs(part.levelRaw(1, 8))).toBeLessThan(Math.abs(Math.log(3 / 10)));
});

test('terms move in one direction and respect their caps', () => {
  const pairs: [(x: number) => number, number, number, 1 | -1, number, number][] = [
    [term.trendPoints, -3.2, 1.6, -1, -0.16, 1.8],
    [term.silencePoints, 0, 6, 1, 0, 0.9],
    [term.adoptionPoints, 0, 100, -1, -1.2, 1.5],
    [(change) => term.breadthChangePoints(change, 20), -1, 1, -1, -0.24, 0.72],
    [term.hostsTrendPoints, -3, 3, -1, -0.2, 0.6],
    [term.adminTrendPoints, -3, 3, -1, -0.1, 0.3],
    [term.sev1Points, 0, 9, 1, 0, 0.6],
    [term.ticketPoints, 0, 30, 1, 0, 0.4],
    [term.npsPoints, 0, 10, -1, -0.3, 0.45],
    [term.overduePoints, 0, 200, 1, 0, 1.1],
    [term.siblingPoints, 0, 9, 1, 0, 0.7],
    [term.tenurePoints, 0, 30, -1, -0.36, 0],
  ];
  for (const [points, min, max, sign, low, high] of pairs) {
    assert(
      property(real(min, max), real(min, max), (a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        expect(sign * (points(large) - points(small))).toBeGreaterThanOrEqual(-EPS);
        expect(points(a)).toBeGreaterThanOrEqual(low - EPS);
        expect(points(a)).toBeLessThanOrEqual(high + EPS);
      }),
      { numRuns: 40 },
    );
    expect(Math.max(points(min), points(max))).toBeCloseTo(high, 9);
    expect(Math.min(points(min), points(max))).toBeCloseTo(low, 9);
  }
});

test('the scorecard as written', () => {
  expect(term.trendPoints(-0.4)).toBeCloseTo(0.6, 12);
  expect(term.adoptionPoints(35)).toBeCloseTo(0.75, 12);
  expect([14, 15, 31, 61].map(term.overduePoints)).toEqual([0, 0.3, 0.7, 1.1]);
  expect([6, 7, 8, 9].map(term.npsPoints)).toEqual([0.45, 0, 0, -0.3]);
  expect(term.ticketPoints(5)).toBeCloseTo(0.24, 12);
  expect(
    ['inside', 'outside', 'monthly'].map((k) => term.renewalPoints(k as term.RenewalKind)),
  ).toEqual([1, -0.8, 0]);
  expect(term.adminTrend(3, 9)).toBeCloseTo(0, 12);
});

test('regularity is the share of weeks', () => {
  assert(
    property(integer({ min: 0, max: 12 }), (active) => {
      expect(part.regularity(active, 12).score).toBeCloseTo((100 * active) / 12, 9);
    }),
  );
});
