import type {
  Closure,
  Exclusion,
  ExclusionWhy,
  Said,
  Sentiment,
  SentimentLevel,
  Standing,
} from '../../../shared/domain/csm-word.ts';
import { isLeftOut, sentimentAge, sentimentStanding } from '../../../shared/domain/csm-word.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { countText, dateText } from '../format.ts';

/** A colour is never alone: glyph and word always come with it. */
export const SENTIMENT_WORDS: Readonly<
  Record<SentimentLevel, { readonly glyph: string; readonly word: string }>
> = {
  green: { glyph: '●', word: 'Green' },
  amber: { glyph: '◆', word: 'Amber' },
  red: { glyph: '▲', word: 'Red' },
};

export const EXCLUSION_WORDS: Readonly<Record<ExclusionWhy, string>> = {
  closing: 'closing',
  seasonal: 'seasonal use',
  test: 'a test or demo office',
  moving: 'moving or being rebuilt',
  other: 'another reason',
};

/** `Amber, waiting for budget`. */
export function sentimentText({ level, words }: Sentiment): string {
  return [level === null ? null : SENTIMENT_WORDS[level].word, words].filter(Boolean).join(', ');
}

const person = (by: string): string => (by === '' ? 'you' : by);

/** `said 3 Sep 2026 by ada, good until 2 Dec 2026`; one that is old or over says so first. */
export function sentimentNote(said: Said<Sentiment>, today: Day): string {
  const { word, said_at: at, said_by: by } = said;
  const when = `said ${dateText(at.slice(0, 10))} by ${person(by)}`;
  switch (sentimentStanding(said, today)) {
    case 'expired':
      return `over since ${dateText(word.expiresOn)}, say it again or withdraw it; ${when}`;
    case 'stale':
      return `${countText(sentimentAge(said, today))} days old, say it again or withdraw it; ${when}`;
    case 'current':
      return `${when}, meant until ${dateText(word.expiresOn)}`;
  }
}

export function exclusionNote(said: Said<Exclusion>, today: Day): string {
  const { word, said_at: at, said_by: by } = said;
  const when = `${dateText(at.slice(0, 10))} by ${person(by)}`;
  if (!isLeftOut(word, today))
    return `Counts again since ${dateText(word.until ?? '')}; it was left out ${when}: ${word.reason}`;
  const until = word.until === null ? 'until you count it again' : `until ${dateText(word.until)}`;
  return `Left out of the account’s numbers ${until}, low use expected (${EXCLUSION_WORDS[word.why]}): ${word.reason}. Said ${when}`;
}

export function closureNote({ word, said_at: at, said_by: by }: Said<Closure>): string {
  const closed = word.closedOn === null ? 'Closed' : `Closed on ${dateText(word.closedOn)}`;
  const reason = word.reason === null ? '' : `: ${word.reason}`;
  return `${closed}${reason}. Confirmed ${dateText(at.slice(0, 10))} by ${person(by)}`;
}

export interface Mark {
  readonly look: SentimentLevel | 'plain';
  readonly glyph: string;
  readonly word: string;
  /** The whole of it, for those who point at it. */
  readonly about: string;
}

/** What a row of a list says of a person's words, most telling first; nothing where nothing stands. */
export function marksOf({ sentiment, exclusion, closure }: Standing, today: Day): readonly Mark[] {
  const marks: Mark[] = [];
  if (closure)
    marks.push({ look: 'plain', glyph: '×', word: 'closed', about: closureNote(closure) });
  else if (exclusion && isLeftOut(exclusion.word, today))
    marks.push({
      look: 'plain',
      glyph: '⊘',
      word: 'left out',
      about: exclusionNote(exclusion, today),
    });
  if (sentiment && sentimentStanding(sentiment, today) !== 'expired') {
    const { level, words, reason } = sentiment.word;
    const old = sentimentStanding(sentiment, today) === 'stale' ? ', old' : '';
    marks.push({
      look: old === '' ? (level ?? 'plain') : 'plain',
      glyph: level === null ? '“' : SENTIMENT_WORDS[level].glyph,
      word: `${level ?? words ?? ''}${old}`,
      about: `${sentimentText(sentiment.word)}: ${reason}. ${sentimentNote(sentiment, today)}`,
    });
  }
  return marks;
}
