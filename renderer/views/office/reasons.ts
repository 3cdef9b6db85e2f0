import type { FeatureUse, OfficeDetail } from '../../../shared/domain/office.ts';
import { tellingReasons } from '../../../shared/scoring/why.ts';
import { countText, percentText, proseDays } from '../../components/format.ts';
import { nameWords } from '../../components/words.ts';

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
  found.push(...tellingReasons(office.adoption, office.risk));
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
