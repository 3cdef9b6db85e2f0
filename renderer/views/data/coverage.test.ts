import { expect, test } from 'vitest';
import type { MeasureCoverage } from '../../../shared/contracts/health.ts';
import { byNeed, measureName } from './coverage.ts';

const measure = (column: string, share: number, unavailable: string | null = null) =>
  ({ column, share, days: 3, first: '2026-11-18', unavailable }) satisfies MeasureCoverage;

test('what is not available comes by its reason, what is thin first, a feature once', () => {
  const { gone, partial, full } = byNeed([
    measure('visitors', 1),
    measure('csat', 0.2),
    measure('invites', 0.1),
    measure('amount_overdue', 1, 'billing is stale'),
    measure('location_arr', 1, 'billing is stale'),
    measure('feature_desks_enabled', 1),
    measure('feature_desks_events', 0.6),
  ]);
  expect(gone.map(({ why, measures }) => [why, measures.length])).toEqual([
    ['billing is stale', 2],
  ]);
  expect(partial.map((m) => m.column)).toEqual(['invites', 'csat', 'feature_desks_events']);
  expect(full.map((m) => m.column)).toEqual(['visitors']);
  expect(measureName('feature_desks_events')).toBe('Desks (feature)');
});
