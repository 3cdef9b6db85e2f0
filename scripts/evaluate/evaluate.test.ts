import { expect, test } from 'vitest';
import { OTHER, USUAL } from '../../shared/testing/simulator/mechanism.ts';
import { simulate } from '../../shared/testing/simulator/simulate.ts';
import { calendarCorrelation, HORIZON, ranking, scoreAt, trendFigures } from './measure.ts';
import { auc, correlation } from './statistics.ts';

test('area under the curve: sure, blind, wrong, and ties count half', () => {
  const outcomes = [false, false, true, true];
  expect(auc([1, 2, 3, 4], outcomes)).toBe(1);
  expect(auc([4, 3, 2, 1], outcomes)).toBe(0);
  expect(auc([1, 1, 1, 1], outcomes)).toBe(0.5);
  expect(auc([1, 2, 2, 3], outcomes)).toBe(0.875);
  expect(auc([1, 2], [false, false])).toBeNaN();
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
});

// The bounds are wider than those of `npm run evaluate`: one book of some 400 offices a world instead of ten of 3,800.
for (const mechanism of [USUAL, OTHER]) {
  test(`the scores recover the truth of the ${mechanism.name} world`, () => {
    const sim = simulate(2, { companies: 110, days: 490 }, mechanism);
    const last = sim.days / 7 - 1 - HORIZON;
    const moments = [last, last - 8].map((week) => scoreAt(sim, week));
    expect(calendarCorrelation(sim, last)).toBeGreaterThan(0.97);
    for (const moment of moments) {
      const { judged, covered, smallStable, smallAlarms } = trendFigures(sim, moment);
      expect(judged).toBeGreaterThan(200);
      expect(covered / judged).toBeGreaterThan(0.7);
      expect(covered / judged).toBeLessThan(0.9);
      expect(smallAlarms).toBeLessThanOrEqual(Math.ceil(0.05 * smallStable));
    }
    const { cold, oracle, naive } = ranking(sim, moments);
    expect(cold).toBeGreaterThan(naive);
    expect(cold).toBeGreaterThan(oracle - 0.13);
  });
}
