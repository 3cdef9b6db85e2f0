import { expect, test } from 'vitest';
import { logistic } from '../scoring/maths.ts';
import { randomFrom } from './random.ts';
import { addRow, learningData, newRiskRows, type LearningData, type Outcome } from './risk-rows.ts';
import { train } from './train.ts';

const HORIZON = 90;
const SETTINGS = { horizonDays: HORIZON, annualChurn: 0.12, seed: 1 };
const NONE = { segment: null, plan: null, industry: null, region: null };

/**
 * Offices seen every four weeks over three years, each with a risk of its own: a part that the scorecard knows but for a
 * shift and a stretch, and a `hidden` part that only a feature knows. Half of them in accounts of two.
 */
function book(offices: number, base: number, hidden: number): LearningData {
  const random = randomFrom(offices);
  const rows = newRiskRows();
  const outcomes: Outcome[] = [];
  const last = 28 * 40;
  for (let o = 0; o < offices; o++) {
    const known = 2 * random() - 1;
    const unknown = 2 * random() - 1;
    let notice = Number.NaN;
    // They come one after the other: else those who leave would be gone by the end.
    for (let t = Math.floor(36 * random()); t < 40; t++) {
      const day = 28 * t;
      addRow(
        rows,
        { day, office: o, currency: 'EUR' },
        {
          facts: {
            logit: -1 + 2 * known,
            arr: 100 + o,
            term_adoption: -known,
            part_admin: -unknown,
          },
          segments: { ...NONE, plan: o % 2 ? 'basic' : 'pro' },
        },
      );
      // About a third of the chance of the horizon falls in four weeks.
      if (random() < logistic(base + 1.2 * known + hidden * unknown) / 3) {
        notice = day + 1 + Math.floor(27 * random());
        break;
      }
    }
    outcomes.push({
      company: o % 2 ? Math.floor(o / 4) : o,
      notice,
      otherCause: 0,
      lastSeen: last,
    });
  }
  return learningData(rows, outcomes, HORIZON, last);
}

test('with some notices the scorecard is recalibrated: its stretch is found, its order kept', () => {
  const few = train(book(160, -2.4, 0), SETTINGS);
  expect(few.rung).toBe('platt');
  if (few.model.kind !== 'recalibrated') throw new Error('a recalibration was asked for');
  expect(few.model.slope).toBeGreaterThan(0.2);
  expect(few.model.slope).toBeLessThan(1);
  // Too few to be judged by, however well it looks.
  expect(few.backTest.verdict.adopt).toBe(false);
  expect(few.backTest.candidate).toEqual(few.backTest.scorecard);
});

test('with more of them what the scorecard does not know is learned, judged and adopted', () => {
  const data = book(500, -1.2, 2.2);
  const told = new Set<string>();
  const found = train(data, SETTINGS, ({ step }) => told.add(step));
  expect(found.rung).toBe('ga2m');
  expect(found.backTest.verdict.checks.filter(({ passed }) => !passed)).toEqual([]);
  const { scorecard, candidate, origins, currency } = found.backTest;
  expect(candidate.figures.auc.value).toBeGreaterThan(scorecard.figures.auc.value + 0.02);
  expect(candidate.figures.auc.low).toBeGreaterThan(0.5);
  expect(origins).toHaveLength(4);
  expect(currency).toBe('EUR');
  expect([...told].toSorted()).toEqual(['back-test', 'figures', 'fit']);
  expect(found.thresholds.high).toBeGreaterThan(found.thresholds.elevated);
});
