import type {
  KeptContender,
  KeptEstimate,
  LearnedCard,
} from '../../../../shared/domain/learning.ts';
import type { LearnedRow } from '../learn-models.ts';

const estimate: KeptEstimate = { value: 0.8, low: 0.7, high: 0.9 };

const contender: KeptContender = {
  figures: {
    auc: estimate,
    averagePrecision: estimate,
    lift: estimate,
    captured: estimate,
    logLoss: estimate,
    skill: estimate,
    slope: estimate,
    observedOverExpected: estimate,
    arrObservedOverExpected: { value: null, low: null, high: null },
  },
  lead: { foretold: 12, offices: 40, days: 61 },
  reliability: [
    { rows: 500, predicted: 0.01, observed: 0.012, low: 0.005, high: 0.02 },
    { rows: 500, predicted: 0.09, observed: 0.1, low: 0.08, high: 0.13 },
  ],
};

/** A recalibrated scorecard that passed, written by hand for tests. */
export const learnedRow = (more: Partial<LearnedCard> = {}): LearnedRow => ({
  card: {
    id: 'platt-2026-05-27-abc',
    rung: 'platt',
    tried: null,
    settings: 'scorecard-1',
    learnedAt: '2026-05-28T03:00:00Z',
    dataTo: '2026-05-27',
    horizonDays: 90,
    seed: 1,
    took: { gathering: 4000, learning: 900 },
    riskSet: {
      from: '2025-09-01',
      to: '2026-02-16',
      moments: 7,
      rows: 9000,
      events: 120,
      offices: 1400,
      churned: 60,
      companies: 41,
      left: { afterNotice: 0, notOver: 0, otherCause: 30, outOfSight: 0 },
      reasons: { value: 60, closure: 9 },
      shifted: 0,
    },
    backTest: {
      blocks: ['2025-12-01'],
      rows: 1000,
      events: 60,
      offices: 40,
      companies: 30,
      currency: 'USD',
      scorecard: contender,
      candidate: contender,
      segments: [],
    },
    checks: [{ code: 'slope', passed: true, found: 'calibration slope 0.98; 0.8 to 1.25' }],
    adoptable: true,
    features: [],
    pairs: [],
    hash: 'abc',
    ...more,
  },
  model: { kind: 'recalibrated', intercept: 0.1, slope: 0.9 },
  basis: { spreads: [], thresholds: { high: -2, elevated: -3 } },
});
