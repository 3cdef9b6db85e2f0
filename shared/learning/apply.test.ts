import { beforeAll, expect, test } from 'vitest';
import type { Risk } from '../domain/score.ts';
import type { BookScores } from '../scoring/book.ts';
import { logistic } from '../scoring/maths.ts';
import { scoreBook } from '../scoring/score-book.ts';
import { AS_OF, crowd, testBook } from '../scoring/test-book.ts';
import { withChampion } from './apply.ts';
import { fitRung, logitsOf, parseLearned, type LearnedModel, type Rows } from './learned.ts';
import type { Rung } from './ladder.ts';
import { OFFICE_SIGNS, officeTable } from './office-table.ts';
import { randomFrom } from './random.ts';

const THRESHOLDS = { high: -2, elevated: -2.8 };
const SEGMENTS = { segment: null, plan: null, industry: null, region: null };

let book: BookScores;
let rows: Rows;
let judged: readonly number[];
let y: Uint8Array;

beforeAll(() => {
  const first = [
    { change: 0.3 },
    { change: 0.6 },
    { nps: 2, npsOn: AS_OF - 20 },
    { employees: null },
  ];
  book = scoreBook(testBook(crowd(240, first)));
  judged = [...book.scores.keys()].filter((i) => book.scores[i]?.risk);
  rows = {
    table: officeTable(judged.map((i) => ({ facts: book.facts[i] ?? {}, segments: SEGMENTS }))),
    scorecard: Float64Array.from(judged, (i) => book.scores[i]?.risk?.logit ?? Number.NaN),
  };
  const random = randomFrom(6);
  y = Uint8Array.from(rows.scorecard, (z) => (random() < logistic(1.5 + z) ? 1 : 0));
});

function fitted(rung: Rung): LearnedModel {
  const steps = fitRung(rung, rows, y, {
    groups: Int32Array.from(judged, (i) => i >> 1),
    declared: 0.05,
    ga2m: { signs: OFFICE_SIGNS, minLeaf: 10, maxRounds: 80, bags: 4, pairs: 2 },
  });
  let step = steps.next();
  while (!step.done) step = steps.next();
  // As it comes back from where it is kept.
  return parseLearned(JSON.parse(JSON.stringify(step.value)));
}

const riskAt = (scores: ReturnType<typeof withChampion>, i: number): Risk => {
  const risk = scores[i]?.risk;
  if (!risk) throw new Error(`no risk at ${i}`);
  return risk;
};

for (const rung of ['intercept', 'platt', 'ridge', 'ga2m'] as const)
  test(`${rung}: reasons sum up to what the model says, and what is not known is none`, () => {
    const model = fitted(rung);
    const expected = logitsOf(model, rows);
    const scores = withChampion(book, { model, thresholds: THRESHOLDS, percentages: true });
    judged.forEach((i, k) => {
      const { logit, baseline, peerBaseline, probability, reasons } = riskAt(scores, i);
      expect(logit).toBeCloseTo(expected[k] ?? Number.NaN, 9);
      expect(reasons.reduce((sum, r) => sum + r.points, baseline)).toBeCloseTo(logit, 9);
      expect(reasons.reduce((sum, r) => sum + r.contribution, peerBaseline)).toBeCloseTo(logit, 9);
      expect(probability).toBeCloseTo(logistic(logit), 12);
      for (const reason of reasons.filter((r) => !r.available)) {
        expect(reason.points).toBe(0);
        expect(reason.contribution).toBe(0);
      }
    });
    expect(new Set(riskAt(scores, judged[0] ?? 0).reasons.map(({ code }) => code)).size).toBe(
      riskAt(scores, judged[0] ?? 0).reasons.length,
    );
    // Offices without a risk stay without one, and all else stays as it is.
    scores.forEach(({ risk, ...score }, i) => {
      const { risk: before, ...rest } = book.scores[i] ?? {};
      expect(score).toEqual(rest);
      expect(risk === null).toBe(before === null);
    });
  });

test('a percentage is shown only where the back-test carries one', () => {
  const scores = withChampion(book, {
    model: fitted('platt'),
    thresholds: THRESHOLDS,
    percentages: false,
  });
  expect(judged.every((i) => riskAt(scores, i).probability === null)).toBe(true);
});

test('a recalibration changes no band and no order', () => {
  const scores = withChampion(book, {
    model: fitted('platt'),
    thresholds: THRESHOLDS,
    percentages: true,
  });
  const order = (of: (i: number) => number) => judged.toSorted((a, b) => of(a) - of(b) || a - b);
  expect(order((i) => riskAt(scores, i).logit)).toEqual(order((i) => riskAt(book.scores, i).logit));
  for (const i of judged) expect(riskAt(scores, i).band).toBe(book.scores[i]?.risk?.band);
});

test('a model that says what the scorecard says, by its thresholds, gives its bands', () => {
  const same: LearnedModel = { kind: 'ridge', intercept: 0, slope: 1, features: [] };
  const scores = withChampion(book, {
    model: same,
    thresholds: book.figures.thresholds,
    percentages: false,
  });
  for (const i of judged) {
    expect(riskAt(scores, i).band).toBe(book.scores[i]?.risk?.band);
    expect(riskAt(scores, i).smoothed).toBeCloseTo(book.scores[i]?.risk?.smoothed ?? 0, 9);
  }
});

test('what is damaged is no model', () => {
  expect(() => parseLearned(null)).toThrow('of no kind');
  expect(() => parseLearned({ kind: 'recalibrated', intercept: null, slope: 1 })).toThrow(
    'of no kind',
  );
  expect(() => parseLearned({ kind: 'ga2m', shift: 0, model: {} })).toThrow(
    'not a model Atrium wrote',
  );
});
