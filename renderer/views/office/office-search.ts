import { parseDay } from '../../../shared/domain/day.ts';

/** Which delivered days the raw facts show. */
export interface FactsSearch {
  /** Measures of the history, joined by commas. */
  readonly measures?: string;
  /** ISO days, both included. */
  readonly from?: string;
  readonly to?: string;
}

export interface OfficeSearch extends FactsSearch {
  /** Absent: the office at a glance. */
  readonly tab?: 'facts' | 'changes';
}

/** What an office's address says beyond its ids; what cannot be read is left out of it, and no error. */
export function officeSearch(search: Record<string, unknown>): OfficeSearch {
  const { tab, measures, from, to } = search;
  const isDay = (day: unknown): day is string =>
    typeof day === 'string' && parseDay(day) !== undefined;
  return {
    ...(tab === 'facts' || tab === 'changes' ? { tab } : {}),
    ...(typeof measures === 'string' && measures !== '' ? { measures } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
  };
}
