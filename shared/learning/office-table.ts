import type { ScoringFacts } from '../scoring/book.ts';
import type { Sign } from './cuts.ts';
import { categorical, numeric, type CategoricalColumn, type Table } from './table.ts';

/** What a model may read of an office. */
export interface OfficeFeature {
  /** Of the scoring facts. */
  readonly name: string;
  readonly words: string;
  readonly unit: string;
  /**
   * Which way the risk may go as the number rises: only where every book agrees. Tickets, tenure, size and the time to a
   * renewal are left free, as their sign differs from one book to the next.
   */
  readonly sign: Sign;
}

const feature = (name: string, words: string, unit: string, sign: Sign = 0): OfficeFeature => ({
  name,
  words,
  unit,
  sign,
});

/**
 * In the order of the card. No person is in them, and nothing a CSM did or wrote. The change of ARR is left out: a book that
 * has just come in compares it with what scorings kept, its past with what was delivered, and a model is to see the same
 * number in both.
 */
export const OFFICE_FEATURES: readonly OfficeFeature[] = [
  feature('term_trend', 'Trend', 'log ratio', -1),
  feature('term_silence', 'Silence', '-log10 probability', 1),
  feature('term_adoption', 'Adoption', 'score 0-100', -1),
  feature('term_breadth_change', 'Features won or lost', 'share', -1),
  feature('term_hosts_trend', 'Trend of hosts', 'log ratio', -1),
  feature('term_admin_trend', 'Trend of admin logins', 'log ratio', -1),
  feature('part_level', 'Use against the expected', 'log ratio', -1),
  feature('part_reach', 'Share of people who host', 'log ratio', -1),
  feature('part_breadth', 'Features in use', 'share', -1),
  feature('part_regularity', 'Weeks in use', 'share', -1),
  feature('part_admin', 'Admin logins', 'log ratio', -1),
  feature('term_sev1', 'Severe tickets', 'tickets', 1),
  feature('term_tickets', 'Tickets', 'tickets'),
  feature('term_nps', 'NPS', 'points', -1),
  feature('term_overdue', 'Overdue invoice', 'days', 1),
  feature('term_sibling_churn', 'Other offices that left', 'offices', 1),
  feature('term_renewal', 'Days to the last day of notice', 'days'),
  feature('term_stalled', 'Stalled onboarding', 'probability', 1),
  feature('term_tenure', 'Years as a customer', 'years'),
  feature('employees', 'Employees', 'people'),
];

/** What a model must hold for, group by group. It does not learn from them: they only picked noise, and explain nothing. */
export const SEGMENTS = ['segment', 'plan', 'industry', 'region'] as const;
export type SegmentName = (typeof SEGMENTS)[number];

/** Numbers of an office and a day, and what it belonged to then; null = unknown. */
export interface OfficeRow {
  readonly facts: ScoringFacts;
  readonly segments: Readonly<Record<SegmentName, string | null>>;
}

export const featureNamed = (name: string): OfficeFeature | undefined =>
  OFFICE_FEATURES.find((known) => known.name === name);

/** Signs by name, as a fit takes them. */
export const OFFICE_SIGNS: Readonly<Record<string, Sign>> = Object.fromEntries(
  OFFICE_FEATURES.map(({ name, sign }) => [name, sign]),
);

export function officeTable(rows: readonly OfficeRow[]): Table {
  return {
    rows: rows.length,
    columns: OFFICE_FEATURES.map(({ name }) =>
      numeric(
        name,
        rows.map(({ facts }) => facts[name] ?? Number.NaN),
      ),
    ),
  };
}

export function segmentColumns(rows: readonly OfficeRow[]): readonly CategoricalColumn[] {
  return SEGMENTS.map((name) =>
    categorical(
      name,
      rows.map(({ segments }) => segments[name]),
    ),
  );
}
