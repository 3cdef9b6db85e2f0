import { expect, test } from 'vitest';
import { peerShifts } from './peer-shift.ts';
import { scoreBook } from './score-book.ts';
import { weekday } from '../domain/day.ts';
import { AS_OF, crowd, testBook, trendInputs } from './test-book.ts';

const row = (change: number, x1 = 20) => ({ y1: 40 * change * (x1 / 20), x1, y0: 80, x0: 40 });

test('what a stratum shares comes out; strata keep their own; few offices take the book’s', () => {
  const rows = Array.from({ length: 90 }, (_, i) => row(i < 40 ? 0.8 : i < 80 ? 1.25 : 3));
  const stratum = (i: number) => (i < 40 ? 0 : i < 80 ? 1 : 2);
  const shifts = peerShifts(trendInputs(rows), stratum, 3);
  expect(shifts[0]).toBeCloseTo(0.8, 9);
  expect(shifts[1]).toBeCloseTo(1.25, 9);
  expect(shifts[2]).toBeGreaterThan(1);
  expect(shifts[2]).toBeLessThan(1.3);
});

test('no peers, no shift', () => {
  expect([...peerShifts(trendInputs([row(0.3)]), () => 0, 1)]).toEqual([1]);
  expect([...peerShifts(trendInputs([]), () => 0, 2)]).toEqual([1, 1]);
});

test('after weeks of holidays nobody seems to have dropped', () => {
  const book = testBook(crowd(150), { days: 300 });
  const visitors = book.measures.get('visitors');
  if (!visitors) throw new Error('the test book has visitors');
  // Three quiet weeks that ended four weeks ago: the eight weeks before the newest days are low.
  for (let d = 0; d < visitors.days; d++) {
    const ago = AS_OF - visitors.firstDay - d;
    if (ago < 28 || ago >= 49 || weekday(visitors.firstDay + d) >= 5) continue;
    for (let i = 0; i < 150; i++) {
      const at = d * 150 + i;
      visitors.values[at] = Math.round((visitors.values[at] ?? 0) * 0.2);
    }
  }
  const { facts } = scoreBook(book);
  const mean = facts.reduce((sum, f) => sum + (f['trend'] ?? 0), 0) / facts.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
});
