import type { Day } from './day.ts';
import { dayOf } from './day.ts';
import { officeKeyOf } from './office.ts';

/** What a customer success manager says of an account or office: kept beside the computed scores, never in them. */

export const SENTIMENTS = ['green', 'amber', 'red'] as const;
export type SentimentLevel = (typeof SENTIMENTS)[number];

/** Why an office is left out of its account's numbers. */
export const EXCLUSIONS = ['closing', 'seasonal', 'test', 'moving', 'other'] as const;
export type ExclusionWhy = (typeof EXCLUSIONS)[number];

/** How an account or office is felt to be. At least one of `level` and `words` is there. */
export interface Sentiment {
  readonly kind: 'sentiment';
  readonly level: SentimentLevel | null;
  /** One to five words of the person's own. */
  readonly words: string | null;
  readonly reason: string;
  /** The last day it is meant for, ISO. */
  readonly expiresOn: string;
}

/** Low use is expected: the office stays visible and counts in no number of its account. */
export interface Exclusion {
  readonly kind: 'exclusion';
  readonly why: ExclusionWhy;
  readonly reason: string;
  /** The last day it is left out, ISO; null = until it is counted again. */
  readonly until: string | null;
}

/** A silent office is known to have closed. */
export interface Closure {
  readonly kind: 'closure';
  /** ISO; null = not known. */
  readonly closedOn: string | null;
  readonly reason: string | null;
}

export type Word = Sentiment | Exclusion | Closure;
export type WordKind = Word['kind'];

/** A word with what it is said of, when and by whom. `location_id` null: of the account. */
export interface Said<W extends Word = Word> {
  readonly id: number;
  readonly company_id: string;
  readonly location_id: string | null;
  readonly word: W;
  /** ISO time. */
  readonly said_at: string;
  readonly said_by: string;
}

/** An entry of the history: a word, or null where what stood before was withdrawn. */
export interface Saying extends Omit<Said, 'word'> {
  readonly kind: WordKind;
  readonly word: Word | null;
}

/** A sentiment nobody said again for so long says little about today (a practice of GitLab's customer success handbook). */
export const STALE_DAYS = 90;

export type SentimentStanding = 'current' | 'stale' | 'expired';

export const sentimentAge = (said: Pick<Said, 'said_at'>, today: Day): number =>
  today - dayOf(said.said_at.slice(0, 10));

export function sentimentStanding(said: Said<Sentiment>, today: Day): SentimentStanding {
  if (dayOf(said.word.expiresOn) < today) return 'expired';
  return sentimentAge(said, today) >= STALE_DAYS ? 'stale' : 'current';
}

/** Whether the office is left out on a day. */
export const isLeftOut = (exclusion: Exclusion, today: Day): boolean =>
  exclusion.until === null || dayOf(exclusion.until) >= today;

/** Offices that count in no number of their account, because a person said so. */
export function leftOut(words: readonly Said[], today: Day): readonly Said[] {
  const found = new Map<string, Said>();
  for (const said of words) {
    const { word, location_id: location } = said;
    if (location === null || word.kind === 'sentiment') continue;
    if (word.kind === 'exclusion' && !isLeftOut(word, today)) continue;
    const key = officeKeyOf(said.company_id, location);
    // A closed office is closed, whatever else is said of it.
    if (word.kind === 'closure' || !found.has(key)) found.set(key, said);
  }
  return [...found.values()];
}

/** What stands of one account or office; undefined where nothing is said. */
export interface Standing {
  readonly sentiment: Said<Sentiment> | undefined;
  readonly exclusion: Said<Exclusion> | undefined;
  readonly closure: Said<Closure> | undefined;
}

export const SILENCE: Standing = { sentiment: undefined, exclusion: undefined, closure: undefined };

/** What stands, by account (`locationId` null) or office. */
export type WordsOf = (companyId: string | null, locationId: string | null) => Standing;

export function wordsBy(words: readonly Said[]): WordsOf {
  const found = new Map<string, Standing>();
  for (const said of words) {
    const key = officeKeyOf(said.company_id, said.location_id ?? '');
    found.set(key, { ...(found.get(key) ?? SILENCE), [said.word.kind]: said });
  }
  return (company, location) => found.get(officeKeyOf(company ?? '', location ?? '')) ?? SILENCE;
}

/** An account's numbers without the offices a person left out: how many, and what they pay. */
export interface Apart {
  readonly excluded: number;
  readonly closed: number;
  /** Yearly, of those whose ARR is allocated. */
  readonly arr: number;
  readonly offices: readonly {
    readonly location_id: string;
    readonly location_name: string;
    readonly as: 'excluded' | 'closed';
  }[];
}
