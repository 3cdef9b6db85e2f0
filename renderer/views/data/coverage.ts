import type { MeasureCoverage } from '../../../shared/contracts/health.ts';
import { featureOf } from '../../../shared/domain/company-facts.ts';
import { nameWords } from '../../components/words.ts';

/** `feature_desks_events` → `Desks (feature)`. */
export function measureName(column: string): string {
  const feature = featureOf(column);
  return feature ? `${nameWords(feature.key)} (feature)` : nameWords(column);
}

interface ByNeed {
  /** Stale or no longer delivered, by why. */
  readonly gone: readonly { readonly why: string; readonly measures: readonly MeasureCoverage[] }[];
  /** Known of some offices, the least known first. */
  readonly partial: readonly MeasureCoverage[];
  readonly full: readonly MeasureCoverage[];
}

/** What a reader should know of first. A feature counts once, by its events; its switches say nothing of coverage. */
export function byNeed(measures: readonly MeasureCoverage[]): ByNeed {
  const told = measures.filter((m) => (featureOf(m.column)?.fact ?? 'events') === 'events');
  const available = told.filter((m) => m.unavailable === null);
  return {
    gone: [...new Set(told.flatMap((m) => m.unavailable ?? []))].map((why) => ({
      why,
      measures: told.filter((m) => m.unavailable === why),
    })),
    partial: available.filter((m) => m.share < 1).toSorted((a, b) => a.share - b.share),
    full: available.filter((m) => m.share >= 1),
  };
}
