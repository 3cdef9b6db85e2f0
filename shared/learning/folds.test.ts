import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupedFolds, ownGroups } from './folds.ts';

const rows = fc.array(fc.record({ group: fc.integer({ min: 0, max: 40 }), y: fc.boolean() }), {
  minLength: 1,
  maxLength: 300,
});
const split = (r: { group: number; y: boolean }[], seed: number): Uint8Array =>
  groupedFolds(
    Int32Array.from(r, ({ group }) => group),
    Uint8Array.from(r, ({ y }) => Number(y)),
    5,
    seed,
  );

test('groups stay together, whatever the order of rows', () => {
  fc.assert(
    fc.property(rows, fc.integer(), (r, seed) => {
      const folds = split(r, seed);
      const of = new Map<number, number>();
      r.forEach(({ group }, i) => {
        expect(folds[i]).toBe(of.get(group) ?? folds[i]);
        of.set(group, folds[i] ?? -1);
      });
      expect([...split(r.toReversed(), seed)]).toEqual([...folds].toReversed());
    }),
  );
});

test('rows and events are spread evenly, differently for each seed', () => {
  const y = Uint8Array.from({ length: 1000 }, (_, i) => Number(i % 10 === 0));
  const folds = groupedFolds(ownGroups(1000), y, 5, 1);
  for (let f = 0; f < 5; f++) {
    const inside = [...folds.keys()].filter((i) => folds[i] === f);
    expect(inside).toHaveLength(200);
    expect(inside.filter((i) => y[i] === 1)).toHaveLength(20);
  }
  expect([...groupedFolds(ownGroups(1000), y, 5, 2)]).not.toEqual([...folds]);
});
