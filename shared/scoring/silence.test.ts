import { assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { SILENCE_CAP, silence } from './silence.ts';

const site = (perDay: number, xSilent: number) =>
  silence({ y84: perDay * 60, x84: 60, yOlder: perDay * 200, xOlder: 200, xSilent });

test('one visitor a week and eight days of silence: no surprise', () => {
  expect(site(1 / 5, 6)).toBeLessThan(0.5);
});

test('twenty a day and one silent working day: a surprise', () => {
  expect(site(20, 1)).toBeGreaterThan(2);
});

test('grows with the gap and the rate, up to the cap', () => {
  const positive = double({ min: 0, max: 300, noNaN: true });
  assert(
    property(positive, positive, positive, (rate, gap, more) => {
      expect(site(rate, gap + more)).toBeGreaterThanOrEqual(site(rate, gap));
      expect(site(rate + more, gap)).toBeGreaterThanOrEqual(site(rate, gap) - 1e-12);
      expect(site(rate, gap)).toBeLessThanOrEqual(SILENCE_CAP);
    }),
  );
});
