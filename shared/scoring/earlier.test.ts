import { expect, test } from 'vitest';
import type { EarlierFacts } from './book.ts';
import { daysSinceEvaluation, evaluationDays } from './earlier.ts';
import { scoreBook } from './score-book.ts';
import { AS_OF, crowd, testBook } from './test-book.ts';
import { weekday } from '../domain/day.ts';

test('evaluations are those of every second Sunday', () => {
  for (let day = AS_OF; day < AS_OF + 28; day++) {
    const [newest = 0, before = 0] = evaluationDays(day);
    expect(weekday(newest)).toBe(6);
    expect(newest - before).toBe(14);
    expect(day - newest).toBe(daysSinceEvaluation(day));
    expect(day - newest).toBeLessThan(14);
  }
});

test('what changes without a date counts as it stood at each evaluation', () => {
  const book = testBook(crowd(120, [{ overdueDays: 0 }, { nps: 9, npsOn: AS_OF - 3 }]));
  const then = (value: number, at: number) =>
    Float32Array.from(book.offices, (_, i) => (i === at ? value : Number.NaN));
  const [owed, answered] = [0, 1].map(
    (at) =>
      new Map(
        evaluationDays(AS_OF)
          .filter((day) => day < AS_OF)
          .map((day): [number, EarlierFacts] => [
            day,
            at === 0
              ? { features: book.features, overdueDays: then(70, 0) }
              : { features: book.features, nps: then(2, 1), npsOn: then(day - 30, 1) },
          ]),
      ),
  );
  const plain = scoreBook(book).scores;
  const paid = scoreBook({ ...book, earlier: owed }).scores;
  const healed = scoreBook({ ...book, earlier: answered }).scores;
  for (const [with_, i] of [
    [paid, 0],
    [healed, 1],
  ] as const) {
    // The day is the same, what came before it was not.
    expect(with_[i]?.risk?.logit).toBeCloseTo(plain[i]?.risk?.logit ?? 0, 9);
    expect(with_[i]?.risk?.smoothed).toBeGreaterThan((plain[i]?.risk?.smoothed ?? 0) + 0.1);
  }
});

test('the band is the same when rows after the day are already there', () => {
  const book = testBook(crowd(120, [{ change: 0.4 }, { overdueDays: 70 }]));
  const earlier = AS_OF - 9;
  const cut = new Map(
    [...book.measures].map(([name, grid]) => {
      const days = grid.days - 9;
      const values = grid.values.slice(0, days * grid.offices);
      return [name, { ...grid, days, values }];
    }),
  );
  const known = scoreBook({ ...book, asOf: earlier });
  expect(scoreBook({ ...book, asOf: earlier, measures: cut }).scores).toEqual(known.scores);
});

test('a decline that has lasted four weeks shows; an invoice overdue for 70 days needs no confirmation', () => {
  const offices = crowd(240, [{ change: 0.2 }, { overdueDays: 70, nps: 2, npsOn: AS_OF - 1 }]);
  const { scores } = scoreBook(testBook(offices));
  expect(scores[0]?.risk).toMatchObject({ band: 'high', dayBand: 'high' });
  expect(scores[1]?.risk?.band).toBe(scores[1]?.risk?.dayBand);
  expect(scores[1]?.risk?.band).toBe('high');
});

test('what is shown of a day is the day’s own: the smoothed logit is another number', () => {
  const { scores, figures } = scoreBook(testBook(crowd(240, [{ change: 0.3 }])));
  const risk = scores[0]?.risk;
  if (!risk) throw new Error('the office is scored');
  const points = risk.reasons.reduce((sum, reason) => sum + reason.points, risk.baseline);
  expect(Math.abs(points - risk.logit)).toBeLessThan(1e-9);
  expect(risk.smoothed).toBeLessThan(risk.logit);
  expect(risk.smoothed).toBeGreaterThan(figures.eta0);
});
