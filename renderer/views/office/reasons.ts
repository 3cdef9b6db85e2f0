import type { FeatureUse, OfficeDetail } from '../../../shared/domain/office.ts';
import type { Reason } from '../../../shared/domain/score.ts';
import { countText, percentText, proseDays } from '../../components/format.ts';
import { nameWords } from '../../components/words.ts';

/** Under ±0.15 log-odds a term changes the odds by less than 16 %: it is kept in the table and out of the sentences. */
const WORTH_SAYING = 0.15;

export interface Standing {
  /** What raises the risk against the peers, strongest first; at most three. */
  readonly raising: readonly Reason[];
  /** What lowers it; at most two. */
  readonly lowering: readonly Reason[];
}

export function standing(reasons: readonly Reason[]): Standing {
  const worth = reasons.filter(
    (reason) => reason.available && Math.abs(reason.contribution) >= WORTH_SAYING,
  );
  const byStrength = worth.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return {
    raising: byStrength.filter((reason) => reason.contribution > 0).slice(0, 3),
    lowering: byStrength.filter((reason) => reason.contribution < 0).slice(0, 2),
  };
}

/** Features switched on and not used here though at least half of the peers use them; the most used by peers first. */
export function missedFeatures(features: readonly FeatureUse[]): readonly FeatureUse[] {
  return features
    .filter((feature) => feature.status === 'unused' && (feature.peerShare ?? 0) >= 0.5)
    .toSorted((a, b) => (b.peerShare ?? 0) - (a.peerShare ?? 0));
}

type Told = Pick<
  OfficeDetail,
  'state' | 'state_text' | 'flags' | 'adoption' | 'risk' | 'peers' | 'features'
>;

/** What a colleague would say about the office, most telling first; every sentence stands on a number of this page. */
export function findings(office: Told): readonly string[] {
  const found: string[] = [];
  if (office.state !== 'scored') found.push(office.state_text);
  const raising = office.risk ? standing(office.risk.reasons).raising : [];
  found.push(...raising.slice(0, 2).map((reason) => reason.text));
  for (const feature of missedFeatures(office.features).slice(0, 2)) {
    const { key, peerShare } = feature;
    found.push(
      `${nameWords(key)} is switched on and unused for 28 days; ${percentText(peerShare)} of peers use it`,
    );
  }
  const percentile = office.peers?.percentile ?? null;
  if (office.adoption && office.peers && percentile !== null) {
    found.push(`Adoption is ${among(percentile)} ${countText(office.peers.n)} similar offices`);
  }
  found.push(...office.flags.map((flag) => flag.text));
  return found.map((text) => proseDays(text).replace(/\.$/, ''));
}

/** A percentile as a person says it; nobody is above or below 100%. */
function among(percentile: number): string {
  const [word, share] = percentile < 50 ? ['lower', 100 - percentile] : ['higher', percentile];
  return share >= 99 ? `${word} than at almost all of` : `${word} than at ${Math.round(share)}% of`;
}
