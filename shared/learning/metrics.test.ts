import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logistic } from '../scoring/maths.ts';
import {
  auc,
  averagePrecision,
  brier,
  calibration,
  lift,
  logLoss,
  observedOverExpected,
  reliability,
  wilson,
} from './metrics.ts';
import { randomFrom } from './random.ts';

const labelled = fc
  .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.boolean()), { minLength: 2, maxLength: 80 })
  .filter((rows) => rows.some(([, y]) => y) && rows.some(([, y]) => !y));

test('AUC is the share of pairs in the right order, ties half', () => {
  fc.assert(
    fc.property(labelled, (rows) => {
      let right = 0;
      let pairs = 0;
      for (const [s, y] of rows)
        for (const [t, z] of rows)
          if (y && !z) {
            pairs++;
            right += s > t ? 1 : s === t ? 0.5 : 0;
          }
      const found = auc(
        Float64Array.from(rows, ([s]) => s),
        Uint8Array.from(rows, ([, y]) => Number(y)),
      );
      expect(found).toBeCloseTo(right / pairs, 12);
    }),
  );
});

test('a measure without a meaning is NaN', () => {
  const flat = new Float64Array(4);
  expect(auc(flat, new Uint8Array(4))).toBeNaN();
  expect(averagePrecision(flat, new Uint8Array(4))).toBeNaN();
  expect(lift(flat, new Uint8Array(4))).toBeNaN();
  expect(calibration(Float64Array.of(-2, -1, 1, 2), Uint8Array.of(0, 0, 1, 1)).slope).toBeNaN();
});

test('worked by hand', () => {
  const score = Float64Array.of(4, 3, 2, 1);
  const y = Uint8Array.of(1, 0, 1, 0);
  expect(averagePrecision(score, y)).toBeCloseTo((1 + 2 / 3) / 2, 12);
  expect(lift(score, y, 0.25)).toBeCloseTo(2, 12);
  expect(lift(new Float64Array(4), y, 0.25)).toBeCloseTo(1, 12);
  const logits = Float64Array.of(Math.log(3), 0, -800, 800);
  const outcomes = Uint8Array.of(1, 0, 0, 1);
  expect(logLoss(logits, outcomes)).toBeCloseTo((Math.log(4 / 3) + Math.log(2)) / 4, 12);
  expect(brier(logits, outcomes)).toBeCloseTo((0.0625 + 0.25) / 4, 12);
  expect(observedOverExpected(Float64Array.of(0, 0), Uint8Array.of(1, 1))).toBeCloseTo(2, 12);
  // Published example: 10 of 100, Wilson 95 %.
  expect(wilson(10, 100).low).toBeCloseTo(0.0552, 4);
  expect(wilson(10, 100).high).toBeCloseTo(0.1744, 4);
});

test('calibration finds the line the outcomes were drawn from', () => {
  const random = randomFrom(3);
  const logits = Float64Array.from({ length: 40_000 }, () => 6 * random() - 3);
  const y = Uint8Array.from(logits, (z) => (random() < logistic(0.5 + 0.7 * z) ? 1 : 0));
  const { slope, intercept } = calibration(logits, y);
  expect(Math.abs(slope - 0.7)).toBeLessThan(0.03);
  expect(intercept).toBeGreaterThan(0.3);
  const deciles = reliability(
    logits.map((z) => 0.5 + 0.7 * z),
    y,
  );
  expect(deciles).toHaveLength(10);
  expect(deciles.reduce((sum, { rows }) => sum + rows, 0)).toBe(40_000);
  for (const { predicted, observed, low, high } of deciles) {
    expect(Math.abs(predicted - observed)).toBeLessThan(0.03);
    expect(low < observed && observed < high).toBe(true);
  }
});
