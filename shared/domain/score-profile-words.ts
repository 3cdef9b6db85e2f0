import {
  DEFAULT_PROFILE,
  PART_CODES,
  TERM_CODES,
  type ProfilePart,
  type ProfileTerm,
  type ScoreProfile,
} from './score-profile.ts';

interface Named {
  readonly name: string;
  /** What it looks at, for the person who sets its weight. */
  readonly does: string;
}

export const PART_WORDS: Readonly<Record<ProfilePart, Named>> = {
  level: {
    name: 'Level',
    does: 'Visitors of 12 weeks against what offices of this size and kind have',
  },
  reach: { name: 'Reach', does: 'Share of the employees who hosted somebody in 4 weeks' },
  breadth: { name: 'Breadth', does: 'Enabled features that were used in 4 weeks' },
  trend: { name: 'Trend', does: 'The last 4 weeks against the 8 before, season taken out' },
  regularity: { name: 'Regularity', does: 'Working weeks with any use, of the last 12' },
  admin: { name: 'Admin logins', does: 'Logins of 12 weeks against the average of the book' },
};

export const TERM_WORDS: Readonly<Record<ProfileTerm, Named>> = {
  trend: { name: 'Trend', does: 'Use that falls raises the risk, up to +1.8' },
  silence: { name: 'Silence', does: 'A gap without use that is unusual here, up to +0.9' },
  adoption: { name: 'Adoption', does: 'Adoption below 55 raises the risk, above it lowers it' },
  breadth_change: { name: 'Change of features', does: 'Features given up within 12 weeks' },
  hosts_trend: { name: 'Trend of hosts', does: 'Fewer people who host than a month before' },
  admin_trend: { name: 'Trend of admin logins', does: 'Fewer admin logins than before' },
  sev1: { name: 'Severe tickets', does: 'Each of the last 8 weeks, +0.3, up to +0.6' },
  tickets: { name: 'Tickets', does: 'Each above two in 12 weeks, +0.08, up to +0.4' },
  nps: { name: 'NPS', does: 'Detractor +0.45, promoter −0.3, no answer 0' },
  overdue: { name: 'Invoices', does: 'Overdue above 14, 30 and 60 days: +0.3, +0.7, +1.1' },
  sibling_churn: {
    name: 'Other offices of the account',
    does: 'Each that gave notice in 26 weeks, +0.35, up to +0.7',
  },
  renewal: { name: 'Renewal', does: 'Notice is due within 90 days +1.0, later −0.8' },
  stalled: { name: 'Onboarding', does: 'Stalled in the first half year, +0.5' },
  tenure: { name: 'Tenure', does: '−0.12 a year, down to −0.36' },
  contraction: { name: 'Contraction', does: 'ARR reduced within 6 months, +0.5' },
};

/** What differs between two profiles, a phrase each: `Trend of the risk ×1 → ×1.5`. */
export function profileChanges(from: ScoreProfile, to: ScoreProfile): readonly string[] {
  const changes: string[] = [];
  const note = (name: string, old: string, now: string): void => {
    if (old !== now) changes.push(`${name} ${old} → ${now}`);
  };
  for (const code of PART_CODES)
    note(
      `${PART_WORDS[code].name} in adoption`,
      String(from.adoption_weights[code]),
      String(to.adoption_weights[code]),
    );
  for (const code of TERM_CODES)
    note(
      `${TERM_WORDS[code].name} in risk`,
      times(from.risk_weights[code]),
      times(to.risk_weights[code]),
    );
  note('Yearly churn', share(from.annual_churn), share(to.annual_churn));
  note('Elevated from', threshold(from, 'elevated'), threshold(to, 'elevated'));
  note('High from', threshold(from, 'high'), threshold(to, 'high'));
  return changes;
}

const times = (weight: number): string => (weight === 0 ? 'off' : `×${weight}`);
const share = (value: number): string => `${Number((100 * value).toPrecision(12))}%`;
const threshold = ({ thresholds }: ScoreProfile, band: 'elevated' | 'high'): string =>
  thresholds === null ? 'as set up' : `${thresholds[band]}× the average`;

/** A profile in one line: what it has that the published scorecard has not. */
export function profileText(profile: ScoreProfile): string {
  return profileChanges(DEFAULT_PROFILE, profile).join(' · ') || 'As published';
}
