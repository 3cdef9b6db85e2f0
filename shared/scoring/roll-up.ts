import type { RollUp, Share, WorstOffice } from '../domain/roll-up.ts';
import { BANDS, type Band, type State } from '../domain/score.ts';

/** One office as it counts in its account: neither closed nor excluded nor missing from the extract. */
export interface RolledOffice {
  readonly location_id: string;
  readonly location_name: string;
  readonly state: State | null;
  readonly adoption: number | null;
  readonly adoption_low: number | null;
  readonly adoption_high: number | null;
  readonly confidence: number | null;
  readonly logit: number | null;
  readonly odds: number | null;
  readonly band: Band | null;
  /** Calibrated on outcomes; null until then. */
  readonly probability: number | null;
  readonly arr: number | null;
}

const WORST = 5;

/** Rolls up one account. Sums and weighted means only: no mean is turned into a band afterwards. */
export function rollUp(
  offices: readonly RolledOffice[],
  paidLocations: number | null,
): Omit<RollUp, 'change'> {
  const scored = offices.filter((o) => o.adoption !== null);
  const byArr = weighsByArr(scored);
  const live = offices.filter((o) => o.state !== 'not_live');
  const usual = byArr ? sum(scored, (o) => o.arr) / scored.length : 1;
  // Where an office pays is not known, it weighs like a usual one of the account.
  const weight = (o: RolledOffice): number =>
    byArr && o.arr !== null && o.arr > 0 ? o.arr : usual;
  const mean = (of: readonly RolledOffice[], value: (o: RolledOffice) => number | null) =>
    of.length === 0 ? null : sum(of, (o) => weight(o) * (value(o) ?? 0)) / sum(of, weight);

  const judged = offices.filter((o) => o.logit !== null && o.band !== null && o.state !== 'notice');
  const inBand = (band: Band): Share => share(judged.filter((o) => o.band === band));
  const bands = { low: inBand('low'), elevated: inBand('elevated'), high: inBand('high') };
  const notice = share(offices.filter((o) => o.state === 'notice'));
  const paying = judged.filter((o) => o.arr !== null);
  const chances = judged.map(chanceOf);
  const unused = paidLocations === null ? null : paidLocations - live.length;
  return {
    adoption: mean(scored, (o) => o.adoption),
    adoption_low: mean(scored, (o) => o.adoption_low),
    adoption_high: mean(scored, (o) => o.adoption_high),
    confidence: mean(live, (o) => (o.adoption === null ? 0 : o.confidence)),
    weighted_by: byArr ? 'arr' : 'office',
    standing: notice.offices > 0 ? 'high' : (BANDS.findLast((b) => bands[b].offices > 0) ?? null),
    bands,
    notice,
    unjudged: share(
      live.filter((o) => o.state !== 'notice' && (o.logit === null || o.band === null)),
    ),
    arr_at_risk: paying.length === 0 ? null : sum(paying, (o) => (o.arr ?? 0) * chanceOf(o)),
    calibrated: judged.length > 0 && judged.every((o) => o.probability !== null),
    leave_low: chances.length === 0 ? null : Math.max(...chances),
    leave_high:
      chances.length === 0
        ? null
        : Math.min(
            1,
            sum(chances, (chance) => chance),
          ),
    worst: worstOf(judged),
    live_offices: live.length,
    unused_licences: unused === null ? null : Math.max(0, unused),
    offices_beyond_licences: unused === null ? null : Math.max(0, -unused),
  };
}

/** By ARR only where every scored office has one: a mean over mixed weights would be neither. */
export function weighsByArr(scored: readonly { readonly arr: number | null }[]): boolean {
  return scored.length > 0 && scored.every((o) => o.arr !== null && o.arr > 0);
}

function chanceOf({ probability, logit }: RolledOffice): number {
  return probability ?? 1 / (1 + Math.exp(-(logit ?? Number.NEGATIVE_INFINITY)));
}

function worstOf(judged: readonly RolledOffice[]): WorstOffice[] {
  return judged
    .flatMap(({ location_id, location_name, band, odds, logit, arr }) =>
      band === null || logit === null
        ? []
        : [{ location_id, location_name, band, odds: odds ?? Number.NaN, logit, arr }],
    )
    .toSorted((a, b) => b.logit - a.logit || (a.location_id < b.location_id ? -1 : 1))
    .slice(0, WORST);
}

function share(offices: readonly RolledOffice[]): Share {
  return { offices: offices.length, arr: sum(offices, (o) => o.arr) };
}

function sum<T>(of: readonly T[], value: (item: T) => number | null): number {
  return of.reduce((total, item) => total + (value(item) ?? 0), 0);
}
