import { expect, test } from 'vitest';
import {
  DEFAULT_PROFILE,
  PART_CODES,
  TERM_CODES,
  type ProfileTerm,
} from '../domain/score-profile.ts';
import { PARTS } from './adoption.ts';
import { scoreBook } from './score-book.ts';
import { averageLogit, DEFAULT_SETTINGS, settingsOf, type ScoreSettings } from './settings.ts';
import { TERMS } from './terms.ts';
import { crowd, testBook } from './test-book.ts';

test('a profile names every part and term of the scorecard, in its order', () => {
  expect(PART_CODES).toEqual(PARTS);
  expect(TERM_CODES).toEqual(TERMS);
});

const BOOK = testBook(crowd(60, [{ change: 0.3 }, { overdueDays: 70 }]));
const under = (settings: ScoreSettings) => scoreBook({ ...BOOK, settings });
const weighing = (term: ProfileTerm, weight: number): ScoreSettings =>
  settingsOf(
    {
      ...DEFAULT_PROFILE,
      risk_weights: { ...DEFAULT_PROFILE.risk_weights, [term]: weight },
    },
    null,
  );

test('a weight multiplies the points of its term and of no other; what it looks at stays', () => {
  const plain = under(DEFAULT_SETTINGS);
  const heavy = under(weighing('tenure', 2));
  plain.scores.forEach((score, i) => {
    for (const reason of score.risk?.reasons ?? []) {
      const now = heavy.scores[i]?.risk?.reasons.find(({ code }) => code === reason.code);
      const factor = reason.code === 'tenure' ? 2 : 1;
      expect(now?.points).toBeCloseTo(factor * reason.points, 12);
      expect(now?.value).toBe(reason.value);
    }
  });
  expect(heavy.figures.settings).not.toBe(plain.figures.settings);
});

test('a term switched off counts for nobody, and the reasons still sum to the logit', () => {
  const { scores } = under(weighing('adoption', 0));
  let seen = 0;
  for (const { risk } of scores) {
    if (!risk) continue;
    const own = risk.reasons.find(({ code }) => code === 'adoption');
    expect(own).toMatchObject({ points: 0, contribution: 0 });
    const sum = risk.reasons.reduce((total, { points }) => total + points, risk.baseline);
    expect(Math.abs(sum - risk.logit)).toBeLessThan(1e-9);
    seen++;
  }
  expect(seen).toBeGreaterThan(10);
});

test('another base rate moves chances, and leaves odds against the average and bands where they are', () => {
  const setUp = {
    thresholds: { elevated: -2.5, high: -1.5 },
    scales: { level: 1, reach: 1, admin: 1 },
  };
  const usual = settingsOf(DEFAULT_PROFILE, setUp);
  expect(usual.thresholds).toBe(setUp.thresholds);
  const more = settingsOf({ ...DEFAULT_PROFILE, annual_churn: 0.3 }, setUp);
  expect((more.thresholds?.high ?? 0) - averageLogit(0.3)).toBeCloseTo(
    -1.5 - averageLogit(0.12),
    12,
  );
  const own = settingsOf({ ...DEFAULT_PROFILE, thresholds: { elevated: 2, high: 4 } }, setUp);
  expect(Math.exp((own.thresholds?.high ?? 0) - averageLogit(0.12))).toBeCloseTo(4, 12);
});
