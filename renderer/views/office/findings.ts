import type { SisterUse } from '../../../shared/domain/evidence.ts';
import type { FeatureHistory, OfficeDetail } from '../../../shared/domain/office.ts';
import { telling } from '../../../shared/scoring/why.ts';
import { countText, dateText, percentText, plural, proseDays } from '../../components/format.ts';
import { nameWords } from '../../components/words.ts';
import { askAbout } from './questions.ts';

/** One thing a colleague would say about the office; every sentence stands on a number of its page. */
export interface Finding {
  /** What was found, with its numbers. */
  readonly text: string;
  /** What else supports it; null where the text says all. */
  readonly evidence: string | null;
  /** A question for the customer; null where there is nothing to ask. */
  readonly ask: string | null;
}

type Told = Pick<
  OfficeDetail,
  'state' | 'state_text' | 'flags' | 'adoption' | 'risk' | 'peers' | 'features' | 'firstSeen'
>;

const MOST_FEATURES = 2;

/** Features switched on and not used here though at least half of the peers use them; the most used by peers first. */
export function missedFeatures<F extends Pick<FeatureHistory, 'status' | 'peerShare'>>(
  features: readonly F[],
): readonly F[] {
  return features
    .filter((feature) => feature.status === 'unused' && (feature.peerShare ?? 0) >= 0.5)
    .toSorted((a, b) => (b.peerShare ?? 0) - (a.peerShare ?? 0));
}

/** Most telling first. @param sisters how many of the account's other offices use a feature; undefined until it is read */
export function findings(
  office: Told,
  sisters?: Readonly<Record<string, SisterUse>>,
): readonly Finding[] {
  const { adoption, risk, peers } = office;
  const found: Finding[] = [];
  const say = (text: string, ask: string | null = null): number =>
    found.push({ text, evidence: null, ask });
  if (office.state !== 'scored') say(office.state_text, askAbout(office.state));
  for (const { code, text } of telling(adoption, risk)) say(text, askAbout(code));
  // Where nothing at all is used, single features say no more.
  const missing = office.state === 'silent' ? [] : missedFeatures(office.features);
  for (const feature of missing.slice(0, MOST_FEATURES))
    found.push(missed(feature, sisters?.[feature.key], office.firstSeen));
  const percentile = peers?.percentile ?? null;
  if (adoption && peers && percentile !== null)
    say(`Adoption is ${among(percentile)} ${countText(peers.n)} similar offices`);
  // What the state has said already is not said twice.
  for (const { code, text } of office.flags) if (code !== 'confirm_closure') say(text);
  return found.map((each) => ({ ...each, text: proseDays(each.text).replace(/\.$/, '') }));
}

function missed(
  { key, lastUsedOn, peerShare }: FeatureHistory,
  sisters: SisterUse | undefined,
  firstSeen: string,
): Finding {
  const name = nameWords(key);
  const others =
    sisters && sisters.enabled > 0
      ? `${countText(sisters.using)} of ${plural(sisters.enabled, 'sister office')} used it in 28 days, and `
      : '';
  return {
    text:
      lastUsedOn === null
        ? `${name} switched on, and not used since ${dateText(firstSeen)}, the first day known`
        : `${name} switched on, and not used since ${dateText(lastUsedOn)}`,
    evidence: `${others}${percentText(peerShare)} of the offices of other accounts that have it`,
    ask: `How is this done here today, and would ${name} help?`,
  };
}

/** A percentile as a person says it; nobody is above or below 100%. */
function among(percentile: number): string {
  const [word, share] = percentile < 50 ? ['lower', 100 - percentile] : ['higher', percentile];
  return share >= 99 ? `${word} than at almost all of` : `${word} than at ${Math.round(share)}% of`;
}
