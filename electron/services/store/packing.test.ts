import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packColumn, unpackInto, unpackOne } from './packing.ts';

const cell = fc.oneof(
  fc.constant(Number.NaN),
  fc.integer({ min: -300, max: 300 }),
  fc.constantFrom(0, -127, 127, -128, 128, -32768, 32767, 2147483647, -2147483648, 2 ** 40, 0.5),
);

test('what is packed comes back: numbers as they were, unknown as unknown, 0 as 0', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), (values) => {
      const packed = packColumn(Float64Array.from(values));
      const back = new Float32Array(values.length).fill(Number.NaN);
      if (packed) unpackInto(back, 0, values.length, packed.width, packed.data);
      expect([...back]).toEqual(values.map((v) => Math.fround(v)));
      values.forEach((value, i) => {
        const one = packed
          ? unpackOne(packed.width, packed.data.subarray(i * packed.width, (i + 1) * packed.width))
          : Number.NaN;
        expect(one).toBe(value);
      });
    }),
  );
});

test('small counts take one byte each', () => {
  expect(packColumn(Float64Array.of(0, 7, Number.NaN))).toMatchObject({ width: 1 });
  expect(packColumn(Float64Array.of(0, 300))).toMatchObject({ width: 2 });
});

test('a day on which nothing is known has no block', () => {
  expect(packColumn(Float64Array.of(Number.NaN, Number.NaN))).toBeUndefined();
});

test('an office that came later than the block is unknown in it', () => {
  const packed = packColumn(Float64Array.of(1, 2));
  const back = new Float32Array(3).fill(Number.NaN);
  if (packed) unpackInto(back, 0, 3, packed.width, packed.data);
  expect([...back]).toEqual([1, 2, Number.NaN]);
  expect(unpackOne(1, new Uint8Array(0))).toBeNaN();
});
