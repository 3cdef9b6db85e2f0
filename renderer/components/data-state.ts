import type { Freshness } from '../../shared/domain/freshness.ts';
import { shortDateText } from './format.ts';
import { freshness } from './freshness.ts';

export interface DataState {
  readonly state: 'fresh' | 'late' | 'old' | 'held' | 'failed' | 'offline' | 'none';
  /** Stands beside the word, so that colour is never alone. */
  readonly glyph: string;
  /** For the header: `fresh`, `held`, `offline`. */
  readonly word: string;
  /** What it means for who reads the screens. */
  readonly sentence: string;
}

/**
 * How the data stands at `now` (milliseconds since 1970). A delivery that is held comes first, because it explains the
 * age; being offline comes before the age for the same reason. Offline is a state and no error.
 */
export function dataState(
  { ds, waiting }: Pick<Freshness, 'ds' | 'waiting'>,
  now: number,
  online: boolean | null,
): DataState {
  if (ds === null) {
    const sentence = waiting
      ? `The delivery of ${shortDateText(waiting.ds)} ${WAITS[waiting.status]}; no day is published.`
      : 'No day has been synced yet.';
    return { state: 'none', glyph: '○', word: 'no data', sentence };
  }
  const shown = shortDateText(ds);
  if (waiting) {
    const sentence = `Data of ${shortDateText(waiting.ds)} ${WAITS[waiting.status]}; you see ${shown}.`;
    return { state: waiting.status, glyph: '▲', word: waiting.status, sentence };
  }
  const { state, age, word } = freshness(ds, now);
  if (online === false) {
    const sentence = `Offline. Data from ${shown}; syncs when the network is back.`;
    return { state: 'offline', glyph: '◌', word: 'offline', sentence };
  }
  if (state === 'fresh')
    return { state, glyph: '●', word, sentence: `Fresh. Data of ${shown}, ${age}.` };
  const sentence = `${state === 'late' ? 'Late' : 'Out of date'}. Data of ${shown}, ${age}: the delivery since then is missing.`;
  return { state, glyph: state === 'late' ? '◐' : '○', word, sentence };
}

const WAITS = { held: 'is held', failed: 'could not be read' } as const;
