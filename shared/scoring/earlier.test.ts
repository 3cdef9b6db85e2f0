import { expect, test } from 'vitest';
import { daysSinceEvaluation } from './earlier.ts';
import { scoreBook } from './score-book.ts';
import { AS_OF, crowd, testBook } from './test-book.ts';
import { weekday } from '../domain/day.ts';

test('weekly evaluations are those of Sundays', () => {
  for (let day = AS_OF; day < AS_OF + 14; day++) {
    const at = day - daysSinceEvaluation(day);
    expect(weekday(at)).toBe(6);
    expect(day - at).toBeLessThan(7);
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
