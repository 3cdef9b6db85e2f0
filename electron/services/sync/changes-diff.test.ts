import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf, ROW, shortest, type OldDay } from './changes-diff.ts';
import { stagedDay } from './checks/testing.ts';

test('the shortest decimal of a float32 is that float32', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), (value) => {
      // Not toBe: a count has no sign of zero.
      expect(Math.fround(shortest(value) ?? Number.NaN) === value).toBe(true);
    }),
  );
  expect(shortest(Math.fround(4.1))).toBe(4.1);
  expect(shortest(Number.NaN)).toBeNull();
});

const value = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -3, max: 3 }), fc.constant(0.1));
const COLUMNS = ['visitors', 'invites', 'csat'] as const;
type Cells = Readonly<Record<(typeof COLUMNS)[number], number>>;
/** Who has a row, and what it says. */
const day = fc.dictionary(
  fc.constantFrom('l0', 'l1', 'l2', 'l3', 'l4', 'l5'),
  fc.record<Cells>({ visitors: value, invites: value, csat: value }),
  { noNullPrototype: true },
);

test('what is told of two days is what differs between them, cell by cell', () => {
  fc.assert(
    fc.property(day, day, (was, is) => {
      const before = Object.keys(was);
      const after = Object.keys(is);
      const old: OldDay = {
        indexOf: (_company, location) =>
          before.includes(location) ? before.indexOf(location) : undefined,
        offices: before.map((id) => ['c', id]),
        measures: new Map(
          COLUMNS.map((name) => [name, Float32Array.from(before, (id) => was[id]?.[name] ?? 0)]),
        ),
      };
      const staged = {
        ...stagedDay({ offices: 0 }),
        rows: after.map((locationId, i) => ({
          companyId: 'c',
          locationId,
          attributes: undefined,
          file: 'f',
          record: i,
          byteOffset: 0,
        })),
        measures: new Map(
          COLUMNS.map((name) => [name, Float64Array.from(after, (id) => is[id]?.[name] ?? 0)]),
        ),
      };
      const told = differenceOf(old, staged, []);

      const known = (cell: number | undefined): number | null =>
        cell === undefined || Number.isNaN(cell) ? null : cell;
      const expected = new Set<string>();
      for (const id of new Set([...before, ...after])) {
        if (!was[id] || !is[id]) {
          expected.add(JSON.stringify([id, ROW, was[id] ? 1 : null, is[id] ? 1 : null]));
          continue;
        }
        for (const name of COLUMNS) {
          const [a, b] = [known(was[id][name]), known(is[id][name])];
          if (a !== b) expected.add(JSON.stringify([id, name, a, b]));
        }
      }
      expect(
        new Set(told.values.map((v) => JSON.stringify([v.locationId, v.column, v.old, v.new]))),
      ).toEqual(expected);
      const sum = (counts: Iterable<number>): number => [...counts].reduce((n, m) => n + m, 0);
      expect(sum(told.columns.values())).toBe(expected.size);
      expect(sum(told.offices.map((o) => o.values))).toBe(expected.size);
    }),
  );
});
