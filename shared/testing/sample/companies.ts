import type { Day } from '../../domain/day.ts';
import { NEVER, type Companies } from './book.ts';
import { companyName, CSMS } from './names.ts';
import { REGIONS, regionNamed } from './places.ts';
import { between, chance, hash, newRng, normal, openStream, pick, unit } from './random.ts';
import { storiesThatFit, type Story } from './stories.ts';

export const INDUSTRIES = [
  'manufacturing',
  'professional_services',
  'technology',
  'finance',
  'retail',
] as const;
const INDUSTRY_SHARES = [0.24, 0.22, 0.24, 0.18, 0.12];
/** Shares of basic, standard, premium, enterprise. */
const PLAN_SHARES = [0.32, 0.42, 0.18, 0.08];
const ANNUAL_BY_PLAN = [0.55, 0.75, 0.92, 0.95];
const NOTICE_DAYS = [30, 30, 60, 90];

/** Offices of each account: planted ones first, then about ten on average with a heavy tail, exactly `locations` in all. */
export function accountSizes(
  seed: number,
  locations: number,
): { readonly offices: number; readonly story: Story | undefined }[] {
  const rng = newRng();
  openStream(rng, hash(seed, 1), 0);
  const sizes: { offices: number; story: Story | undefined }[] = storiesThatFit(locations).map(
    (story) => ({ offices: story.offices, story }),
  );
  let left = locations - sizes.reduce((sum, { offices }) => sum + offices, 0);
  while (left > 0) {
    const tail = chance(rng, 0.04) ? between(rng, 30, 70) : 0;
    const body = Math.min(90, 1 + Math.floor(Math.exp(normal(rng, 1.55, 1))));
    const offices = Math.min(left, body + tail);
    sizes.push({ offices, story: undefined });
    left -= offices;
  }
  return sizes;
}

/** Attributes of company `c` that do not change with time, except its licences and invoices. */
export function drawCompany(
  seed: number,
  anchor: Day,
  companies: Companies,
  c: number,
  size: number,
  story: Story | undefined,
): void {
  const rng = newRng();
  openStream(rng, hash(seed, 2, c), 0);
  companies.story[c] = story;
  companies.id[c] = String(c + 1).padStart(6, '0');
  companies.name[c] = story?.company ?? companyName(c);
  const natural = pick(
    rng,
    REGIONS.map((region) => region.share),
  );
  const region = story ? regionNamed(story.region) : natural;
  const plan = story?.plan ?? pick(rng, PLAN_SHARES);
  companies.region[c] = region;
  companies.plan[c] = plan;
  companies.industry[c] = story?.industry ?? INDUSTRIES[pick(rng, INDUSTRY_SHARES)] ?? 'retail';
  const currencies = REGIONS[region]?.currencies ?? ['USD'];
  companies.currency[c] = currencies[between(rng, 0, currencies.length - 1)] ?? 'USD';
  // Account managers look after regions; a few accounts have none.
  const csm = (region * 5 + between(rng, 0, 4)) % CSMS.length;
  companies.csm[c] = !story && chance(rng, 0.02) ? 255 : csm;
  const bySize = size >= 25 ? 'enterprise' : size >= 6 ? 'mid_market' : 'smb';
  companies.segment[c] = !story && chance(rng, 0.01) ? null : bySize;
  companies.parent[c] =
    !story && c > 20 && chance(rng, 0.05) ? (companies.id[between(rng, 10, c - 1)] ?? null) : null;
  const annual = story !== undefined || chance(rng, ANNUAL_BY_PLAN[plan] ?? 0.75);
  companies.annual[c] = annual ? 1 : 0;
  companies.autoRenew[c] = chance(rng, 0.8) ? 1 : 0;
  companies.noticeDays[c] = annual && !story ? (NOTICE_DAYS[plan] ?? 30) : 30;
  companies.allocated[c] = story || !chance(rng, 0.06) ? 1 : 0;
  const phase = story ? story.renewalInDays : between(rng, 0, 51) * 7 + between(rng, 0, 6);
  companies.renewal[c] = anchor + 1 + phase - (story ? 1 : 0);
  companies.spareLicences[c] = chance(rng, 0.3) ? between(rng, 1, 3) : 0;
  const left = unit(rng) < 0.12 ? anchor - between(rng, 1, 700) : NEVER;
  companies.sponsorLeft[c] = story
    ? story.sponsorLeftDaysAgo === undefined
      ? NEVER
      : anchor - story.sponsorLeftDaysAgo
    : left;
}
