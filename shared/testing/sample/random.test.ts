import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gammaMeanOne, hash, newRng, normal, openStream, pick, poisson, unit } from './random.ts';

const DRAWS = 20_000;

function sample(draw: (rng: Int32Array) => number): { mean: number; variance: number } {
  const rng = newRng();
  const values = Array.from({ length: DRAWS }, (_, lane) => {
    // A fresh stream for every draw: this is how the sample book uses it.
    openStream(rng, hash(5, 6), lane);
    return draw(rng);
  });
  const mean = values.reduce((a, b) => a + b, 0) / DRAWS;
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / DRAWS };
}

test('first draws of neighbouring streams are uniform', () => {
  const { mean, variance } = sample(unit);
  expect(mean).toBeCloseTo(0.5, 1.9);
  expect(variance).toBeCloseTo(1 / 12, 2);
});

test.each([0.05, 0.8, 6, 29, 31, 90])('poisson of mean %s has that mean and variance', (mean) => {
  const got = sample((rng) => poisson(rng, mean));
  expect(Math.abs(got.mean - mean)).toBeLessThan(5 * Math.sqrt(mean / DRAWS));
  expect(got.variance / mean).toBeGreaterThan(0.92);
  expect(got.variance / mean).toBeLessThan(1.08);
});

test('normal and gamma have their moments', () => {
  const n = sample((rng) => normal(rng, 3, 2));
  expect(n.mean).toBeCloseTo(3, 1);
  expect(n.variance).toBeCloseTo(4, 0.5);
  const g = sample((rng) => gammaMeanOne(rng, 4));
  expect(g.mean).toBeCloseTo(1, 1.5);
  expect(g.variance).toBeCloseTo(0.25, 1.5);
});

const threeDraws = (key: number, lane: number): number[] => {
  const rng = newRng();
  openStream(rng, key, lane);
  return [unit(rng), unit(rng), unit(rng)];
};

test('a stream is a function of its keys, and different keys differ', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(200_000), fc.nat(200_000), (key, a, b) => {
      expect(threeDraws(key, a)).toEqual(threeDraws(key, a));
      if (a !== b) expect(threeDraws(key, a)).not.toEqual(threeDraws(key, b));
    }),
  );
});

test('pick follows the weights and never picks a zero weight', () => {
  const counts = [0, 0, 0];
  const rng = newRng();
  openStream(rng, 1, 1);
  for (let k = 0; k < 6000; k += 1) {
    const index = pick(rng, [1, 0, 2]);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  expect(counts[1]).toBe(0);
  expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(2, 0);
});
