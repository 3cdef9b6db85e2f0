import {
  CAUSE_WORDS,
  CAUSES,
  type ChangeStep,
  type SplitChange,
} from '../../../shared/domain/change-causes.ts';
import type { Evidence, EvidenceFact, OfficeEvidence } from '../../../shared/domain/evidence.ts';
import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { bandNote } from '../../../shared/scoring/band-note.ts';
import { table } from './words.ts';

const signed = (n: number, digits = 2): string => {
  const text = Math.abs(n).toFixed(digits);
  return Number(text) === 0 ? text : (n < 0 ? '−' : '+') + text;
};

export const headLines = (o: OfficeDetail): string[] => [
  `${o.company_name}, ${o.location_name} (${o.location_id}), data of ${o.ds}`,
  `${o.state}: ${o.state_text}`,
];

export function adoptionLines(o: OfficeDetail, { parts }: OfficeEvidence): string[] {
  const { adoption, peers } = o;
  if (!adoption) return [];
  const rank = peers?.percentile ?? null;
  return [
    '',
    `Adoption ${adoption.score.toFixed(0)} (80% band ${adoption.low.toFixed(0)} to ${adoption.high.toFixed(0)}, confidence ${adoption.confidence.toFixed(2)})`,
    ...(peers
      ? [
          `Peers ${peers.n} offices of ${peers.companies} other companies, same ${peers.sharing.join(', ') || 'book'}: median ${peers.medianAdoption.toFixed(0)}${rank === null ? '' : `, this one at percentile ${rank}`}`,
        ]
      : ['Peers: too few to compare with']),
    ...withFacts(
      adoption.parts.map((p) => [p.code, signed(p.points), p.text] as const),
      parts,
    ),
  ];
}

export function riskLines(o: OfficeDetail, { terms }: OfficeEvidence): string[] {
  const { risk } = o;
  if (!risk) return [];
  const note = bandNote(risk);
  const chance =
    risk.probability === null ? 'not calibrated' : `${(100 * risk.probability).toFixed(0)}%`;
  return [
    '',
    `Churn risk ${risk.band}, ${risk.odds.toFixed(1)}× the book average (logit ${risk.logit.toFixed(3)}, ${chance})`,
    ...(note === null ? [] : [note]),
    ...withFacts(
      [
        ['baseline', signed(risk.baseline), 'the book'] as const,
        ...risk.reasons.map(
          (r) => [r.code, r.available ? signed(r.points) : 'n/a', r.text] as const,
        ),
      ],
      terms,
    ),
  ];
}

/** Under each line of a score the facts it is computed from, with their window. */
function withFacts(
  rows: readonly (readonly [code: string, points: string, text: string])[],
  evidence: readonly Evidence[],
): string[] {
  return table(rows).flatMap((line, i) => {
    const own = evidence.find(({ code }) => code === rows[i]?.[0]);
    return own ? [line, ...factLines(own)] : [line];
  });
}

function factLines({ facts, days }: Evidence): string[] {
  const known = facts.filter(({ value }) => value !== null);
  const said = known.map(
    ({ name, value, peers, unit }) =>
      `${name} ${factText(value, unit)}${peers === null ? '' : ` (peers ${factText(peers, unit)})`}`,
  );
  const window =
    days === null
      ? []
      : [
          `${measuresText(days.measures)} of ${days.from} to ${days.to}, ${days.delivered} days delivered`,
        ];
  return [said.join('; '), ...window].filter(Boolean).map((text) => `    ${text}`);
}

const measuresText = (names: readonly string[]): string =>
  names.length > 3
    ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more measures`
    : names.join(', ');

function factText(value: number | null, unit: EvidenceFact['unit']): string {
  if (value === null) return 'unknown';
  if (unit === 'share') return `${(100 * value).toFixed(0)}%`;
  if (unit === 'ratio') return `${signed(100 * value, 0)}%`;
  if (unit === 'surprise') return value < 0.2 ? 'usual' : `1 in ${Math.round(10 ** value)}`;
  return String(Number(value.toPrecision(4)));
}

/** Steps in a terminal; `--json` has all. */
const SHOWN = 5;

/** How the scores came to be what they are, newest first. */
export function changeLines(steps: readonly ChangeStep[]): string[] {
  if (steps.length === 0) return [];
  const cells = (change: SplitChange, digits: number): string[] => {
    const number = (value: number | null): string =>
      value === null ? '–' : value.toFixed(digits).replace('-', '−');
    const { old, new: now, parts } = change;
    return [
      number(old),
      number(now),
      ...CAUSES.toReversed().map((cause) => (parts === null ? '–' : signed(parts[cause], digits))),
    ];
  };
  const rows = steps.slice(0, SHOWN).flatMap((step) => {
    const from = step.from_ds === step.ds ? '' : `${step.from_ds} to `;
    const days = `${from}${step.ds}${step.open ? ', so far' : ''}`;
    return [
      [days, 'adoption', ...cells(step.adoption, 1)],
      ['', 'log-odds', ...cells(step.risk, 2)],
    ];
  });
  const causes = CAUSES.toReversed().map((cause) => CAUSE_WORDS[cause].name);
  return ['', 'Why it changed', ...table([['Days', '', 'Was', 'Is', ...causes], ...rows])];
}

export const tailLines = (o: OfficeDetail): string[] => [
  ...o.flags.map((flag) => `Note: ${flag.text}`),
  '',
  `Settings: ${o.scoreSettings ?? 'none yet'}`,
  `Newest row: ${o.source.file}, record ${o.source.record}, run ${o.source.runId}`,
];
