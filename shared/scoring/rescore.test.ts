import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PROFILE } from '../domain/score-profile.ts';
import { BANDS } from '../domain/score.ts';
import { PARTS } from './adoption.ts';
import { rescore, type RescoreProfile } from './rescore.ts';
import { readForRescore } from './rescore-facts.ts';
import { scoreBook } from './score-book.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { AS_OF, crowd, testBook } from './test-book.ts';

const ODD = [
  { change: 0.3 },
  { overdueDays: 70 },
  { licensedOn: AS_OF - 40 },
  { status: 'closed' },
  { employees: null },
  { usageAsOf: AS_OF - 30 },
  { silentDays: 30 },
];
const SCALES = { level: 0.85, reach: 0.5, admin: 0.65 };
const EACH_TERM = DEFAULT_PROFILE.risk_weights;
const book = testBook(crowd(90, ODD), { settings: { scales: SCALES } });
const facts = readForRescore(book);

/** NaN in a column is a number there is not. */
function expectSame(column: number | undefined, score: number | undefined): void {
  if (score === undefined) expect(column).toBeNaN();
  else expect(column).toBeCloseTo(score, 9);
}

test('other weights give what scoring the book anew gives', () => {
  const share = fc.double({ min: 0.05, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.tuple(share, share, share, share, share, share),
      fc.double({ min: 0.02, max: 0.5, noNaN: true }),
      fc.constantFrom(null, { high: -2, elevated: -3 }),
      fc.constantFrom(undefined, { ...EACH_TERM, trend: 0.5, adoption: 2, renewal: 0 }),
      ([level, reach, breadth, trend, regularity, admin], annualChurn, thresholds, factors) => {
        const weights = { level, reach, breadth, trend, regularity, admin };
        const settings = {
          ...DEFAULT_SETTINGS,
          scales: SCALES,
          factors,
          weights,
          annualChurn,
          thresholds,
        };
        const again = rescore(facts, settings);
        const { scores, figures } = scoreBook({ ...book, settings });
        expect(again.eta0).toBeCloseTo(figures.eta0, 9);
        expect(again.thresholds.high).toBeCloseTo(figures.thresholds.high, 9);
        scores.forEach(({ adoption, risk }, i) => {
          expectSame(again.adoption[i], adoption?.score);
          expectSame(again.logit[i], risk?.logit);
          expectSame(again.smoothed[i], risk?.smoothed);
          expect(BANDS[again.band[i] ?? -1]).toBe(risk?.band);
          expect(BANDS[again.dayBand[i] ?? -1]).toBe(risk?.dayBand);
        });
        for (const band of BANDS) {
          expect(again.counts[band]).toBe(scores.filter(({ risk }) => risk?.band === band).length);
        }
      },
    ),
    { numRuns: 6 },
  );
});

test('a term that is switched off no longer tells offices apart', () => {
  const profile: RescoreProfile = { ...DEFAULT_SETTINGS, factors: { overdue: 0 } };
  const { scores } = scoreBook(book);
  const { eta0, logit } = rescore(facts, profile);
  scores.forEach(({ risk }, i) => {
    if (!risk) return;
    const owed = risk.reasons.find(({ code }) => code === 'overdue')?.points ?? 0;
    expect((logit[i] ?? 0) - eta0).toBeCloseTo(risk.logit - risk.baseline - owed, 9);
  });
  expect(scores[1]?.risk?.reasons.find(({ code }) => code === 'overdue')?.points).toBeGreaterThan(
    0,
  );
});

test('with one part left, adoption is that part', () => {
  const none = { level: 0, reach: 0, breadth: 0, trend: 0, regularity: 0, admin: 0 };
  const { adoption } = rescore(facts, { ...DEFAULT_SETTINGS, weights: { ...none, breadth: 0.3 } });
  const row = PARTS.indexOf('breadth') * facts.day.offices;
  adoption.forEach((score, i) => {
    if (!Number.isNaN(score)) expect(score).toBeCloseTo(facts.day.parts[row + i] ?? Number.NaN, 9);
  });
  expect(adoption.some((score) => !Number.isNaN(score))).toBe(true);
});
