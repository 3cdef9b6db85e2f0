import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binCount, binRows, findBins, MAX_BINS, numericBin } from './bins.ts';
import { categorical, numeric } from './table.ts';

const value = fc.oneof(
  fc.double({ noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE, -Number.MAX_VALUE, 0, -0),
);

test('numbers: few bins, in order, equal values together, unknown apart', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 400 }), (values) => {
      const column = numeric('x', values);
      const bins = findBins(column, 5);
      expect(binCount(bins)).toBeLessThanOrEqual(MAX_BINS);
      const of = binRows(bins, 'x', column, values.length);
      values.forEach((v, i) => Number.isFinite(v) || expect(of[i]).toBe(0));
      const known = [...values.keys()].filter((i) => Number.isFinite(values[i]));
      let last = 1;
      for (const i of known.toSorted((j, k) => (values[j] ?? 0) - (values[k] ?? 0))) {
        expect(of[i]).toBeGreaterThanOrEqual(last);
        last = of[i] ?? 0;
      }
      if (bins.kind !== 'numeric') throw new Error('a numeric column has numeric bins');
      const { cuts } = bins;
      expect(cuts.every((c, i) => Number.isFinite(c) && (i === 0 || c > (cuts[i - 1] ?? c)))).toBe(
        true,
      );
      // No bin is empty on the rows it was made of.
      const finite = values.filter((v) => Number.isFinite(v));
      const used = new Set(finite.map((v) => numericBin(cuts, v)));
      expect(used.size).toBe(finite.length === 0 ? 0 : cuts.length + 1);
    }),
  );
});

test('continuous values fill the bins evenly; a common value does not take the others’ room', () => {
  const spread = findBins(
    numeric(
      'x',
      Float64Array.from({ length: 4700 }, (_, i) => i),
    ),
    5,
  );
  expect(binCount(spread)).toBe(MAX_BINS);
  const mostlyZero = Float64Array.from({ length: 4700 }, (_, i) => (i < 4000 ? 0 : i));
  expect(binCount(findBins(numeric('x', mostlyZero), 5))).toBeGreaterThan(40);
});

test('names: frequent levels alone, rare ones pooled, new ones unknown', () => {
  const texts = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'd', null];
  const column = categorical('k', texts);
  const bins = findBins(column, 3);
  const of = binRows(bins, 'k', column, texts.length);
  expect([...of]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 0]);
  const later = categorical('k', ['e', 'd', 'b', null]);
  expect([...binRows(bins, 'k', later, 4)]).toEqual([0, 3, 2, 0]);
});

test('thousands of names stay within the bins', () => {
  const texts = Array.from({ length: 9000 }, (_, i) => `name ${i % 3000}`);
  const bins = findBins(categorical('k', texts), 1);
  expect(binCount(bins)).toBe(MAX_BINS);
});

test('a column of another kind is refused', () => {
  const bins = findBins(numeric('x', [1, 2, 3]), 1);
  expect(() => binRows(bins, 'x', categorical('x', ['1']), 1)).toThrow(/x was numeric/);
  expect([...binRows(bins, 'x', undefined, 2)]).toEqual([0, 0]);
});
