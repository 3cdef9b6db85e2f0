import {
  isLeftOut,
  sentimentStanding,
  type Said,
  type Sentiment,
  type Standing,
} from '../domain/csm-word.ts';
import type { Day } from '../domain/day.ts';
import type { CsvCell } from './csv.ts';

/** What a person says of an office, at the end of its line; empty where nothing stands. */
export const WORD_COLUMNS = ['csm_sentiment', 'csm_sentiment_reason', 'csm_left_out'] as const;

/** @param today the day of the export: a sentiment that is old or over says so */
export function wordCells({ sentiment, exclusion, closure }: Standing, today: Day): CsvCell[] {
  const out = closure
    ? 'closure confirmed'
    : exclusion && isLeftOut(exclusion.word, today)
      ? `${exclusion.word.why}: ${exclusion.word.reason}`
      : null;
  return [sentiment ? sentimentText(sentiment, today) : null, sentiment?.word.reason ?? null, out];
}

function sentimentText(said: Said<Sentiment>, today: Day): string {
  const { level, words } = said.word;
  const age = sentimentStanding(said, today);
  return [level, words, age === 'current' ? null : age].filter((each) => each !== null).join(', ');
}
