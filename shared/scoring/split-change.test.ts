import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CAUSES, type Cause } from '../domain/change-causes.ts';
import { splitChange, type Between, type Numbers } from './split-change.ts';

const SIZE = 6;
const value = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: -50, max: 100, noNaN: true }) },
  fc.constant(Number.NaN),
);
const numbers: fc.Arbitrary<Numbers> = fc
  .tuple(
    fc.array(value, { minLength: SIZE, maxLength: SIZE }),
    fc.array(value, { minLength: SIZE, maxLength: SIZE }),
  )
  .map(([adoption, risk]) => ({
    adoption: Float64Array.from(adoption),
    risk: Float64Array.from(risk),
  }));
const between: fc.Arbitrary<Between> = fc.record(
  { late: numbers, settings: numbers, ageing: numbers },
  { requiredKeys: [] },
);

test('parts sum to the change to 1e-9, whatever is missing in between; causes after the last bring nothing', () => {
  fc.assert(
    fc.property(numbers, between, numbers, fc.constantFrom(...CAUSES), (old, steps, now, last) => {
      // What a scoring puts in lies before its last cause.
      const put = CAUSES.slice(0, CAUSES.indexOf(last));
      const given = Object.fromEntries(
        Object.entries(steps).filter(([cause]) => put.includes(cause as Cause)),
      );
      const parts = splitChange(old, given, now, last);
      for (const what of ['adoption', 'risk'] as const)
        for (let i = 0; i < SIZE; i++) {
          const own = CAUSES.map((_, c) => parts[what][c * SIZE + i] ?? Number.NaN);
          const change = (now[what][i] ?? 0) - (old[what][i] ?? 0);
          const sum = own.reduce((total, part) => total + part, 0);
          if (Number.isNaN(change)) expect(own.every(Number.isNaN)).toBe(true);
          else expect(Math.abs(sum - change)).toBeLessThan(1e-9);
        }
    }),
  );
});

test('each cause counts for what it brings', () => {
  const at = (adoption: number): Numbers => ({
    adoption: Float64Array.of(adoption),
    risk: Float64Array.of(-adoption),
  });
  const parts = splitChange(at(50), { late: at(52), ageing: at(49) }, at(40), 'data');
  expect([...parts.adoption]).toEqual([2, 0, -3, -9]);
  expect([...parts.risk]).toEqual([-2, 0, 3, 9]);
});
