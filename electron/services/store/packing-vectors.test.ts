import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newPlan, planVectors, readVector, writeVectors } from './packing-vectors.ts';

const VECTORS = 3;
const LENGTH = 32;

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -300, max: 300 }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      0,
      4.25,
      0.1,
      123456.789012,
      1 / 3,
      2 ** 30,
      2 ** 30 - 1,
      1 - 2 ** 30,
      2 ** 53,
      -(2 ** 40),
    ),
  },
);

/** Packs three vectors, then reads values `first` ≤ i < `last` of each. */
function around(values: Float64Array, first = 0, last = LENGTH): Float64Array {
  const plan = newPlan(VECTORS);
  planVectors(plan, values, 0, LENGTH);
  const words = new Uint32Array(plan.words);
  expect(writeVectors(words, 0, plan, values, 0, LENGTH)).toBe(plan.words);
  const out = new Float64Array(VECTORS * (last - first));
  let at = 0;
  for (let v = 0; v < VECTORS; v++) {
    const kind = plan.kinds[v] ?? 0;
    const vector = { kind, base: plan.bases[v] ?? 0, scale: plan.scale };
    readVector(words, at, vector, first, last, { out, at: v * (last - first), stride: 1 });
    at += (LENGTH * (kind >> 1)) / 32;
  }
  return out;
}

const vectors = fc
  .array(cell, { minLength: VECTORS * LENGTH, maxLength: VECTORS * LENGTH })
  .map((cells) => Float64Array.from(cells));

test('what is packed comes back exactly: counts, decimals, fractions, unknown as unknown, 0 as 0', () => {
  fc.assert(
    fc.property(vectors, (values) => {
      expect(around(values)).toEqual(values);
    }),
  );
});

test('a part of a vector is read without the rest', () => {
  fc.assert(
    fc.property(vectors, fc.nat(LENGTH), fc.nat(LENGTH), (values, a, b) => {
      const [first, last] = a < b ? [a, b] : [b, a];
      const wanted = Array.from({ length: VECTORS }, (_, v) =>
        Array.from(values.subarray(v * LENGTH + first, v * LENGTH + last)),
      );
      expect([...around(values, first, last)]).toEqual(wanted.flat());
    }),
  );
});

test('a constant vector takes no bits, small counts a few, decimals as many as their integers', () => {
  const size = (valueAt: (i: number) => number): number => {
    const plan = newPlan(1);
    planVectors(
      plan,
      Float64Array.from({ length: LENGTH }, (_, i) => valueAt(i)),
      0,
      LENGTH,
    );
    return plan.words;
  };
  expect(size(() => 5000)).toBe(0);
  expect(size(() => Number.NaN)).toBe(0);
  expect(size((i) => 5000 + (i % 8))).toBe(3);
  expect(size((i) => (i === 0 ? Number.NaN : 5000 + (i % 7)))).toBe(3);
  expect(size((i) => 3 + (i % 4) / 100)).toBe(2);
  expect(size((i) => i / 3)).toBe(2 * LENGTH);
});
