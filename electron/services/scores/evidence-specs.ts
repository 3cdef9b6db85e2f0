import type { Evidence, FactUnit } from '../../../shared/domain/evidence.ts';
import type { PartCode } from '../../../shared/scoring/adoption.ts';
import type { TermCode } from '../../../shared/scoring/terms.ts';

/** Facts of one office as a scoring kept them, by name; null = unknown. */
export type KeptFacts = (name: string) => number | null;

/** What stands behind one part or term: how it reads the facts, and which days and columns they come from. */
export interface EvidenceSpec {
  readonly how: string;
  readonly facts: readonly (readonly [
    name: string,
    unit: FactUnit,
    read: (f: KeptFacts) => number | null,
  ])[];
  /** Days back from the day of the data; `activity` stands for the measure that says the office is used. */
  readonly days?: { readonly measures: readonly string[]; readonly span: number };
  readonly columns?: readonly string[];
  readonly source: Evidence['source'];
}

const of =
  (name: string) =>
  (f: KeptFacts): number | null =>
    f(name);
export const difference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;
const sum = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;
export const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || b === 0 ? null : a / b;
/** A logarithm of a ratio as a change: ln 0.6 → −0.4. */
const change = (log: number | null): number | null => (log === null ? null : Math.exp(log) - 1);

const VISITS: EvidenceSpec['facts'] = [
  ['Events, last 4 weeks', 'count', of('y28')],
  ['Ordinary days they count for: weekends, holidays and season weighed', 'days', of('x28')],
  ['Events, the 8 weeks before', 'count', of('y56')],
  ['Ordinary days they count for', 'days', of('x56')],
  ['Events an ordinary day, last 4 weeks', 'rate', (f) => ratio(f('y28'), f('x28'))],
  ['Events an ordinary day, before', 'rate', (f) => ratio(f('y56'), f('x56'))],
];

const TREND: EvidenceSpec = {
  how: 'Events an ordinary day of the last 4 weeks against all before, on a calendar learned from other offices; few events move it little.',
  facts: [
    ...VISITS,
    ['Change against the calendar', 'ratio', (f) => change(f('trend'))],
    ['Likely not below', 'ratio', (f) => change(f('trend_q10'))],
    ['Likely not above', 'ratio', (f) => change(f('trend_q90'))],
  ],
  days: { measures: ['activity'], span: 84 },
  source: 'usage',
};

export const PART_SPECS: Readonly<Record<PartCode, EvidenceSpec>> = {
  level: {
    how: 'Events of 12 weeks against what offices of this size, industry, plan and region usually have.',
    facts: [
      ['Events, 12 weeks', 'count', (f) => sum(f('y28'), f('y56'))],
      [
        'Ordinary days they count for: weekends, holidays and season weighed',
        'days',
        (f) => sum(f('x28'), f('x56')),
      ],
      ['Employees', 'count', of('employees')],
      [
        'Above or below the expected, few events drawn to it',
        'ratio',
        (f) => change(f('part_level')),
      ],
    ],
    days: { measures: ['activity'], span: 84 },
    columns: ['employees', 'usage_as_of'],
    source: 'usage',
  },
  reach: {
    how: 'Share of the employees who hosted, against the peers’ share; small offices are drawn to it.',
    facts: [
      ['Hosts, 4 weeks', 'count', of('hosts')],
      ['Employees', 'count', of('employees')],
      ['Hosts of the employees', 'share', (f) => ratio(f('hosts'), f('employees'))],
    ],
    days: { measures: ['active_hosts_28d', 'active_hosts'], span: 28 },
    columns: ['active_hosts_28d', 'employees'],
    source: 'usage',
  },
  breadth: {
    how: 'Features used in 4 weeks, of those switched on.',
    facts: [
      ['Features used', 'count', of('features_used')],
      ['Features switched on', 'count', of('features_enabled')],
      ['Used of those', 'share', (f) => ratio(f('features_used'), f('features_enabled'))],
    ],
    days: { measures: ['features'], span: 28 },
    source: 'usage',
  },
  trend: TREND,
  regularity: {
    how: 'Share of the working weeks of the last 12 with any event.',
    facts: [
      ['Weeks with an event', 'count', of('active_weeks')],
      ['Working weeks', 'count', of('weeks')],
      ['Share', 'share', (f) => ratio(f('active_weeks'), f('weeks'))],
    ],
    days: { measures: ['activity'], span: 84 },
    source: 'usage',
  },
  admin: {
    how: 'Admin logins of 12 weeks against the average of the book.',
    facts: [['Admin logins, 12 weeks', 'count', of('logins84')]],
    days: { measures: ['admin_logins'], span: 84 },
    source: 'usage',
  },
};

const value = (code: TermCode): ((f: KeptFacts) => number | null) => of(`term_${code}`);

export const TERM_SPECS: Readonly<Record<TermCode, EvidenceSpec>> = {
  trend: TREND,
  silence: {
    how: 'How unusual so long a gap is here; an ordinary one counts nothing.',
    facts: [
      ['Ordinary days since the last event', 'days', of('x_silent')],
      ['A gap this long happens once in', 'surprise', value('silence')],
    ],
    days: { measures: ['activity'], span: 84 },
    columns: ['last_active_at'],
    source: 'usage',
  },
  adoption: {
    how: 'Adoption above or below a neutral 55.',
    facts: [['Adoption', 'score', of('adoption')]],
    source: 'usage',
  },
  breadth_change: {
    how: 'Features used now against 12 weeks ago, of those switched on.',
    facts: [
      ['Features used', 'count', of('features_used')],
      ['Used 12 weeks ago', 'count', (f) => difference(f('features_used'), f('features_gained'))],
      ['Features switched on', 'count', of('features_enabled')],
    ],
    days: { measures: ['features'], span: 112 },
    source: 'usage',
  },
  hosts_trend: {
    how: 'Hosts of the last 4 weeks against a month before; few hosts move it little.',
    facts: [
      ['Hosts, last 4 weeks', 'count', of('hosts')],
      ['Hosts, a month before', 'count', of('hosts_before')],
    ],
    days: { measures: ['active_hosts_28d', 'active_hosts'], span: 84 },
    source: 'usage',
  },
  admin_trend: {
    how: 'Admin logins of 4 weeks against the monthly mean of 12.',
    facts: [
      ['Admin logins, 4 weeks', 'count', of('logins28')],
      ['A month, over 12 weeks', 'rate', (f) => ratio(f('logins84'), 3)],
    ],
    days: { measures: ['admin_logins'], span: 84 },
    source: 'usage',
  },
  sev1: {
    how: 'Severe tickets opened in 8 weeks.',
    facts: [['Severe tickets, 8 weeks', 'count', value('sev1')]],
    days: { measures: ['tickets_sev1_opened', 'tickets_sev1_open'], span: 56 },
    source: 'support',
  },
  tickets: {
    how: 'Tickets of 12 weeks beyond two.',
    facts: [['Tickets, 12 weeks', 'count', value('tickets')]],
    days: { measures: ['tickets_opened'], span: 84 },
    source: 'support',
  },
  nps: {
    how: 'The account’s last answer, if it is younger than 26 weeks.',
    facts: [['NPS, 0 to 10', 'count', value('nps')]],
    columns: ['nps', 'nps_responded_on'],
    source: 'crm',
  },
  overdue: {
    how: 'Days the oldest unpaid invoice is overdue; counts from 15 on.',
    facts: [['Days overdue', 'days', value('overdue')]],
    columns: ['invoice_overdue_days', 'amount_overdue'],
    source: 'billing',
  },
  sibling_churn: {
    how: 'Other offices of the account that gave notice or ended in 26 weeks.',
    facts: [['Other offices', 'count', value('sibling_churn')]],
    source: 'crm',
  },
  renewal: {
    how: 'Whether the weeks in which notice is usually given lie within the next 90 days.',
    facts: [['Days to the last day of notice', 'days', value('renewal')]],
    columns: [
      'renewal_on',
      'notice_days',
      'contract_term_months',
      'contract_start_on',
      'auto_renew',
    ],
    source: 'crm',
  },
  stalled: {
    how: 'Whether a new office uses less than a quarter of what new offices usually do.',
    facts: [
      ['Events, last 4 weeks', 'count', of('y28')],
      ['Days since going live', 'days', of('age_days')],
      ['Chance that it stalled', 'share', value('stalled')],
    ],
    days: { measures: ['activity'], span: 28 },
    source: 'usage',
  },
  tenure: {
    how: 'Years as a customer’s office.',
    facts: [['Years', 'years', value('tenure')]],
    columns: ['licensed_on', 'location_opened_on', 'contract_start_on'],
    source: 'crm',
  },
  contraction: {
    how: 'Whether its yearly revenue fell by more than 2% within 6 months.',
    facts: [['Change of ARR', 'ratio', value('contraction')]],
    columns: ['location_arr', 'company_arr'],
    source: 'crm',
  },
};
