import { expect, test } from 'vitest';
import type { Adoption, Part, Reason, Risk } from '../domain/score.ts';
import { whyOf } from './why.ts';

const reason = (code: string, contribution: number, available = true): Reason => ({
  code,
  text: `${code} text`,
  value: 1,
  points: contribution,
  contribution,
  available,
});
const part = (code: string, points: number, score: number | null = points): Part => ({
  code,
  text: `${code} part`,
  value: 1,
  points,
  score,
  weight: 0.25,
  quality: 1,
});
const riskOf = (...reasons: Reason[]): Risk => ({
  logit: 0,
  baseline: 0,
  peerBaseline: 0,
  odds: 1,
  band: 'high',
  dayBand: 'high',
  smoothed: 0,
  probability: null,
  reasons,
});
const adoption: Adoption = {
  score: 38.6,
  low: 30,
  high: 45,
  confidence: 1,
  parts: [part('level', 9), part('breadth', 1), part('trend', 12), part('reach', 0, null)],
};

test('the two strongest, the calendar after how the office fares', () => {
  const risk = riskOf(reason('renewal', 1.8), reason('sev1', 0.3), reason('trend', 0.5));
  expect(whyOf(adoption, risk)).toBe('trend text · sev1 text');
  expect(whyOf(adoption, riskOf(reason('renewal', 1.8), reason('nps', 0.2)))).toBe(
    'nps text · renewal text',
  );
});

test('low adoption is told by its weakest part, unless a reason tells that already', () => {
  expect(whyOf(adoption, riskOf(reason('adoption', 0.8)))).toBe('breadth part');
  const both = riskOf(reason('adoption', 0.8), reason('breadth_change', 0.6));
  expect(whyOf(adoption, both)).toBe('level part · breadth_change text');
});

test('nothing to say where nothing sets the office apart', () => {
  const risk = riskOf(reason('nps', 0.1), reason('trend', -0.9), reason('overdue', 0.9, false));
  expect(whyOf(adoption, risk)).toBeNull();
  expect(whyOf(adoption, null)).toBeNull();
});
