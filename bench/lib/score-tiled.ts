import { weeklyPoints } from '../../shared/scoring/earlier.ts';
import { readBook } from '../../shared/scoring/read-book.ts';
import { rescore } from '../../shared/scoring/rescore.ts';
import { readForRescore } from '../../shared/scoring/rescore-facts.ts';
import { scoreBook } from '../../shared/scoring/score-book.ts';
import { DEFAULT_SETTINGS } from '../../shared/scoring/settings.ts';
import { forgetPeak, peak, residentNow } from './memory.ts';
import { takeTurns } from './rounds.ts';
import { storedBook, tiled } from './tiled-book.ts';

/** Milliseconds of each phase of a scoring, and the most memory it took, megabytes. */
export interface Phases {
  readonly ms: Readonly<Record<string, number>>;
  /** Resident with the facts gathered. */
  readonly factsMB: number;
  readonly peakMB: number;
}

/** Scores a stored book, or the same offices repeated, in this process. */
export async function scoreTiled(input: {
  readonly data: string;
  readonly asOf: number;
  readonly offices: number;
  readonly rounds: number;
}): Promise<Phases> {
  const book = tiled(storedBook(input.data, input.asOf), input.offices);
  globalThis.gc?.();
  const factsMB = residentNow();
  forgetPeak();
  const spent = { read: 0, weeks: 0, sentences: 0, facts: 0, forWhatIf: 0, whatIf: 0 };
  const clock = <T>(phase: keyof typeof spent, work: () => T): T => {
    const started = performance.now();
    const result = work();
    spent[phase] = performance.now() - started;
    return result;
  };
  const phase = (name: keyof typeof spent) => () => Promise.resolve(spent[name]);
  const { medians } = await takeTurns(input.rounds, {
    scores: () => {
      const started = performance.now();
      const result = scoreBook(book);
      // The evaluations before are made when they are first asked for.
      void result.fourWeeksAgo;
      const took = performance.now() - started;
      // Made and dropped, as they are written.
      clock('sentences', () => book.offices.forEach((_, i) => result.scoreOf(i)));
      clock('facts', () => book.offices.forEach((_, i) => result.factsOf(i)));
      return Promise.resolve(took + spent.sentences);
    },
    parts: () => {
      const { p, peers, scales } = clock('read', () => readBook(book));
      clock('weeks', () => weeklyPoints(p, peers, scales));
      return Promise.resolve(0);
    },
    ...Object.fromEntries(
      (['read', 'weeks', 'sentences', 'facts'] as const).map((name) => [name, phase(name)]),
    ),
  });
  const peakMB = peak();
  const facts = clock('forWhatIf', () => readForRescore(book));
  const others = { ...DEFAULT_SETTINGS.weights, trend: 0.3 };
  const whatIf = await takeTurns(input.rounds, {
    whatIf: () => {
      clock('whatIf', () => rescore(facts, { ...DEFAULT_SETTINGS, weights: others }));
      return Promise.resolve(spent.whatIf);
    },
  });
  return {
    ms: {
      ...Object.fromEntries(medians),
      ...Object.fromEntries(whatIf.medians),
      forWhatIf: spent.forWhatIf,
    },
    factsMB,
    peakMB,
  };
}
