import { CAUSES, type ChangeStep, type SplitChange } from '../domain/change-causes.ts';
import type { OfficeRow } from '../domain/office.ts';
import type { CsvCell } from './csv.ts';

const FIXED = [
  'company_id',
  'company_name',
  'location_id',
  'location_name',
  'csm_email',
  'city',
  'country_code',
  'segment',
  'plan',
  'employees',
  'arr',
  'currency',
  'renewal_on',
  'last_active_at',
  'ds',
  'state',
  'state_text',
  'adoption',
  'adoption_low',
  'adoption_high',
  'confidence',
  'risk_band',
  'risk_odds',
  'risk_logit',
  'risk_baseline',
  'risk_day_band',
] as const;

/** Why the scores are not what they were: the newest step, by cause. */
const CHANGE = [
  'change_from',
  'change_to',
  ...(['adoption', 'risk_logit'] as const).flatMap((of) => [
    `${of}_change`,
    ...CAUSES.map((cause) => `${of}_change_${cause}` as const),
  ]),
];

/**
 * One line an office: facts, scores, the points of every part and reason, the reasons in words, and how the scores came
 * to be what they are. Names are stable.
 * @param stepOf the newest step of an office; undefined where its scores have stood still
 */
export function officeSheet(
  offices: readonly OfficeRow[],
  stepOf: (office: OfficeRow) => ChangeStep | undefined,
): {
  header: string[];
  rows: CsvCell[][];
} {
  const parts = codes(offices.map((o) => o.adoption?.parts ?? []));
  const reasons = codes(offices.map((o) => o.risk?.reasons ?? []));
  const header = [
    ...FIXED,
    ...parts.map((code) => `part_${code}`),
    ...reasons.map((code) => `reason_${code}`),
    'why',
    'flags',
    ...CHANGE,
  ];
  return {
    header,
    rows: offices.map((office) => [
      ...officeLine(office, parts, reasons),
      ...changeCells(stepOf(office)),
    ]),
  };
}

function changeCells(step: ChangeStep | undefined): CsvCell[] {
  if (!step) return CHANGE.map(() => null);
  const cells = ({ old, new: now, parts }: SplitChange): CsvCell[] => [
    old === null || now === null ? null : now - old,
    ...CAUSES.map((cause) => parts?.[cause] ?? null),
  ];
  return [step.from_ds, step.ds, ...cells(step.adoption), ...cells(step.risk)];
}

function codes(lists: readonly (readonly { readonly code: string }[])[]): string[] {
  return [...new Set(lists.flat().map((item) => item.code))].toSorted();
}

function officeLine(
  office: OfficeRow,
  parts: readonly string[],
  reasons: readonly string[],
): CsvCell[] {
  const { adoption, risk } = office;
  const fixed: Record<(typeof FIXED)[number], CsvCell> = {
    ...office,
    adoption: adoption?.score ?? null,
    adoption_low: adoption?.low ?? null,
    adoption_high: adoption?.high ?? null,
    confidence: adoption?.confidence ?? null,
    risk_band: risk?.band ?? null,
    risk_odds: risk?.odds ?? null,
    risk_logit: risk?.logit ?? null,
    risk_baseline: risk?.baseline ?? null,
    risk_day_band: risk?.dayBand ?? null,
  };
  return [
    ...FIXED.map((name) => fixed[name]),
    ...parts.map((code) => adoption?.parts.find((p) => p.code === code)?.points ?? null),
    ...reasons.map((code) => risk?.reasons.find((r) => r.code === code)?.points ?? null),
    office.why,
    office.flags.map((flag) => flag.text).join('; '),
  ];
}
