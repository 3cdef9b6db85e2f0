import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alikeness, schemaDiff } from './schema-diff.ts';

const column = fc.tuple(
  fc.stringMatching(/^[a-d]{1,4}$/),
  fc.constantFrom('integer', 'date', null),
);
const columns = fc.uniqueArray(column, { selector: ([name]) => name, maxLength: 8 });

test('what was, less what went, plus what came, is what is', () => {
  fc.assert(
    fc.property(columns, columns, (before, now) => {
      const { added, removed, changed, renamed } = schemaDiff(before, now);
      const gone = new Set(removed.map((c) => c.name));
      const kept = before.map(([name]) => name).filter((name) => !gone.has(name));
      expect([...kept, ...added.map((c) => c.name)].toSorted()).toEqual(
        now.map(([name]) => name).toSorted(),
      );
      for (const { name, from, to } of changed) {
        expect(kept).toContain(name);
        expect(from).not.toBe(to);
      }
      for (const { from, to } of renamed) {
        expect(gone).toContain(from);
        expect(added.map((c) => c.name)).toContain(to);
      }
      expect(new Set(renamed.map((r) => r.to)).size).toBe(renamed.length);
    }),
  );
});

test('a rename is guessed from like names of one type, and from nothing else', () => {
  const pair = (from: string, to: string, type = 'integer') =>
    schemaDiff([[from, 'integer']], [[to, type]]).renamed;
  expect(pair('desk_bookings', 'desks_booked')).toEqual([
    { from: 'desk_bookings', to: 'desks_booked' },
  ]);
  expect(pair('desk_bookings', 'desks_booked', 'date')).toEqual([]);
  expect(pair('csat', 'employees')).toEqual([]);
  expect(alikeness('visitors', 'visitors')).toBe(1);
});
