import { assert, double, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, PARTS, type PartInput } from './adoption.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

const unit = double({ min: 0, max: 1, noNaN: true });
const known = (code: PartInput['code'], score: number, quality: number): PartInput => ({
  code,
  applicable: true,
  component: { raw: 0, score, variance: 4 },
  quality,
  text: () => code,
});
const { weights } = DEFAULT_SETTINGS;

test('points add up, weights to one, and the score lies in its band', () => {
  const one = record({ score: unit, quality: unit, applicable: unit });
  assert(
    property(tuple(one, one, one, one, one, one), (draws) => {
      const parts = PARTS.map((code, k) => {
        const draw = draws[k] ?? { score: 0, quality: 0, applicable: 1 };
        // The first always applies: a score of nothing is not asked for.
        return {
          ...known(code, 100 * draw.score, draw.quality),
          applicable: k === 0 || draw.applicable > 0.3,
        };
      });
      const a = aggregate(parts, weights);
      expect(a.parts.reduce((sum, p) => sum + p.points, 0)).toBeCloseTo(a.score, 9);
      expect(a.parts.reduce((sum, p) => sum + p.weight, 0)).toBeCloseTo(1, 12);
      expect(a.low).toBeLessThanOrEqual(a.score + 1e-9);
      expect(a.high).toBeGreaterThanOrEqual(a.score - 1e-9);
    }),
  );
});

test('what is not in the plan is removed; what is missing counts as 50', () => {
  const full = PARTS.map((code) => known(code, 80, 1));
  expect(aggregate(full, weights).score).toBeCloseTo(80, 9);
  const [level, ...rest] = full;
  if (!level) throw new Error('six parts');
  const without = aggregate([{ ...level, applicable: false }, ...rest], weights);
  expect(without.score).toBeCloseTo(80, 9);
  expect(without.confidence).toBeCloseTo(1, 12);
  const missing = aggregate([{ ...level, component: undefined, quality: 0 }, ...rest], weights);
  expect(missing.score).toBeCloseTo(0.75 * 80 + 0.25 * 50, 9);
  expect(missing.confidence).toBeCloseTo(0.75, 12);
  expect(missing.high - missing.low).toBeGreaterThan(without.high - without.low);
});
