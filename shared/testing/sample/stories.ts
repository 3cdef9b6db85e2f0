/**
 * Stories planted in fixed accounts, whatever the seed: what a person should find in the sample book, and what tests look for.
 * Times count back from the anchor, the newest day of the default book.
 */
export const STORY_KEYS = [
  'never_adopted',
  'champion_left',
  'closed_silently',
  'invoice_overdue',
  'renewal_soon',
  'thriving',
  'seasonal_dip',
  'restated_week',
  'fifty_offices',
] as const;
export type StoryKey = (typeof STORY_KEYS)[number];

/** How one planted office departs from a calm, healthy one. */
export interface OfficeScript {
  /** Constant latent health; 0 = the book's mean, natural sd about 0.7. */
  readonly health: number;
  readonly employees: number;
  /** Weeks the office had been open at the anchor. */
  readonly ageWeeks: number;
  /** Multiplies usage, always. */
  readonly usage: number;
  /** Log change of usage, hosts and admin logins, reached linearly over the last `weeks`. */
  readonly slope?: {
    readonly weeks: number;
    readonly usage: number;
    readonly hosts: number;
    readonly admin: number;
  };
  /** Usage stops this many days before the anchor, without a word. */
  readonly silentDays?: number;
  /** One severe ticket in each of this many last weeks, open for four weeks. */
  readonly severeTickets?: number;
  /** Share of enabled features in use from `weeks` ago on. */
  readonly features?: { readonly weeks: number; readonly share: number };
}

export interface Story {
  readonly key: StoryKey;
  readonly company: string;
  readonly region: string;
  readonly industry: string;
  readonly plan: 0 | 1 | 2 | 3;
  readonly offices: number;
  /** Indices of the offices in the account that carry the story; empty = the account itself does. */
  readonly planted: readonly number[];
  /** In a sentence, for people and for failing tests. */
  readonly what: string;
  readonly renewalInDays: number;
  readonly overdueDays?: number;
  readonly sponsorLeftDaysAgo?: number;
  /** Last NPS answer; 8 where absent. */
  readonly nps?: number;
  script(office: number): OfficeScript;
}

const CALM: OfficeScript = { health: 0.45, employees: 140, ageWeeks: 140, usage: 1 };
const calm = (office: number): OfficeScript => ({
  ...CALM,
  employees: 80 + ((office * 37) % 160),
  ageWeeks: 90 + ((office * 11) % 60),
});

/** The five offices of the fifty with an issue, and which. */
const FIVE: ReadonlyMap<number, Partial<OfficeScript>> = new Map([
  [6, { slope: { weeks: 8, usage: -1.1, hosts: -0.8, admin: -1 } }],
  [15, { silentDays: 31, employees: 180 }],
  [24, { usage: 0.05, health: -0.9, features: { weeks: 200, share: 0.1 } }],
  [33, { severeTickets: 4, health: -0.5 }],
  [
    42,
    {
      features: { weeks: 7, share: 0.2 },
      slope: { weeks: 7, usage: -0.7, hosts: -0.9, admin: -1.2 },
    },
  ],
]);

const STORIES: readonly Story[] = [
  {
    key: 'never_adopted',
    company: 'Halvorsen & Lind AS',
    region: 'Europe',
    industry: 'professional_services',
    plan: 1,
    offices: 4,
    planted: [2],
    what: 'One office has had its kiosks for 40 weeks and hardly ever used them; its three siblings do well.',
    renewalInDays: 100,
    script: (office) =>
      office === 2
        ? {
            health: -1.2,
            employees: 160,
            ageWeeks: 40,
            usage: 0.03,
            features: { weeks: 200, share: 0.05 },
          }
        : calm(office),
  },
  {
    key: 'champion_left',
    company: 'Meridian Freight, Inc.',
    region: 'North America',
    industry: 'manufacturing',
    plan: 2,
    offices: 5,
    planted: [0, 1, 2, 3, 4],
    what: 'The executive sponsor left nine weeks ago; since then admin logins nearly stopped and visitors fall.',
    renewalInDays: 118,
    sponsorLeftDaysAgo: 63,
    nps: 5,
    script: (office) => ({
      ...calm(office),
      usage: 2.5,
      slope: { weeks: 9, usage: -1, hosts: -0.8, admin: -2.2 },
    }),
  },
  {
    key: 'closed_silently',
    company: 'Bluewater Insurance plc',
    region: 'Europe',
    industry: 'finance',
    plan: 1,
    offices: 5,
    planted: [3],
    what: 'One office stopped five weeks ago without any notice while its siblings carry on: probably closed.',
    renewalInDays: 190,
    script: (office) => (office === 3 ? { ...calm(office), silentDays: 36 } : calm(office)),
  },
  {
    key: 'invoice_overdue',
    company: 'Kestrel Media Ltd',
    region: 'Europe',
    industry: 'technology',
    plan: 1,
    offices: 3,
    planted: [],
    what: 'Usage is fine, but the oldest invoice is 47 days overdue.',
    renewalInDays: 160,
    overdueDays: 47,
    script: calm,
  },
  {
    key: 'renewal_soon',
    company: 'Oakbridge Legal LLP',
    region: 'North America',
    industry: 'professional_services',
    plan: 2,
    offices: 3,
    planted: [],
    what: 'A healthy account whose notice window opens in 15 days: it renews in 45 days with 30 days of notice.',
    renewalInDays: 45,
    script: calm,
  },
  {
    key: 'thriving',
    company: 'Sunrise Robotics GmbH',
    region: 'Europe',
    industry: 'technology',
    plan: 3,
    offices: 4,
    planted: [0, 1, 2, 3],
    what: 'Usage grows in every office, nearly all features are in use, the last NPS answer was 10.',
    renewalInDays: 280,
    nps: 10,
    script: (office) => ({
      ...calm(office),
      health: 1.5,
      slope: { weeks: 16, usage: 0.5, hosts: 0.2, admin: 0.2 },
      features: { weeks: 200, share: 1 },
    }),
  },
  {
    key: 'seasonal_dip',
    company: 'Saffron Analytics Pvt Ltd',
    region: 'South Asia',
    industry: 'technology',
    plan: 1,
    offices: 6,
    planted: [0, 1, 2, 3, 4, 5],
    what: 'Visitors halve in November like everywhere in the region, as last year: a season, not a risk.',
    renewalInDays: 210,
    script: calm,
  },
  {
    key: 'restated_week',
    company: 'Café Andino, S.A.',
    region: 'Latin America',
    industry: 'retail',
    plan: 1,
    offices: 4,
    planted: [0, 1, 2, 3],
    what: 'For one week the sensors of Latin America first reported zero; a second run of those days corrected it.',
    renewalInDays: 250,
    script: calm,
  },
  {
    key: 'fifty_offices',
    company: 'Castellan Group SE',
    region: 'Europe',
    industry: 'finance',
    plan: 2,
    offices: 50,
    planted: [...FIVE.keys()],
    what: 'Fifty offices, forty-five of them calm; five have an issue: decline, silence, no adoption, severe tickets, features dropped.',
    renewalInDays: 110,
    script: (office) => ({ ...calm(office), ...FIVE.get(office) }),
  },
];

/** Region and days of the restated week. Days count back from the anchor, both ends included. */
export const RESTATED = { region: 'Latin America', fromDaysAgo: 20, toDaysAgo: 14 } as const;

/** The stories that fit a book: small books carry the small ones, and at most three fifths of the offices are planted. */
export function storiesThatFit(locations: number): readonly Story[] {
  const fitting: Story[] = [];
  let offices = 0;
  for (const story of STORIES) {
    if (offices + story.offices > locations * 0.6) continue;
    fitting.push(story);
    offices += story.offices;
  }
  return fitting;
}
