import { solveBaseline } from '../scoring/base-rate.ts';
import { calibrated, fitPlatt } from './ladder.ts';

/** Labelled rows, one an office and snapshot. */
export interface Labelled {
  readonly day: Float64Array;
  readonly office: Int32Array;
  readonly company: Int32Array;
  /** 1 = notice within the horizon. */
  readonly y: Uint8Array;
  /** The scorecard's logit as it stood that day. */
  readonly scorecard: Float64Array;
}

/** Learns from the rows named first and tells the logits of those named second. Everything is to be found anew each time. */
export type Learn = (train: Int32Array, others: Int32Array) => Float64Array;

/** Rows that were judged, by models that had seen nothing of their time or outcome. */
export interface Judged {
  /** Places in the labelled rows. */
  readonly rows: Int32Array;
  /** Scorecard, recalibrated; and candidate, its intercept refreshed. One logit a row. */
  readonly champion: Float64Array;
  readonly candidate: Float64Array;
  /** First day of each block that could be judged. */
  readonly origins: readonly number[];
}

const BLOCK_DAYS = 84;
/** What is recalibrated on: the latest 26 labelled weeks. */
export const RECENT_DAYS = 182;

/**
 * Rolling-origin back-test: for each block of 12 weeks, learn from the rows whose horizon was over when it began, and
 * judge by the block. Without that gap a model would learn from outcomes nobody knew yet. The scorecard is recalibrated on
 * the latest 26 labelled weeks; of the candidate only the intercept, as it has learned from those rows already.
 * @param blocks most blocks, counted back from the newest row
 */
export function* backTest(
  data: Labelled,
  learn: Learn,
  options: { readonly horizonDays: number; readonly blocks?: number },
): Generator<{ readonly block: number; readonly blocks: number }, Judged> {
  const { blocks = 4, horizonDays } = options;
  const end = data.day.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY) + 1;
  const all = Int32Array.from(data.day.keys());
  const rows: number[] = [];
  const champion: number[] = [];
  const candidate: number[] = [];
  const origins: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const origin = end - (blocks - block) * BLOCK_DAYS;
    const known = origin - horizonDays;
    const dayOf = (i: number): number => data.day[i] ?? 0;
    const train = all.filter((i) => dayOf(i) < known);
    const test = all.filter((i) => dayOf(i) >= origin && dayOf(i) < origin + BLOCK_DAYS);
    const events = train.reduce((sum, i) => sum + (data.y[i] ?? 0), 0);
    if (test.length === 0 || events === 0 || events === train.length) continue;
    yield { block, blocks };
    const recent = train.filter((i) => dayOf(i) >= known - RECENT_DAYS);
    const outcomes = Uint8Array.from(recent, (i) => data.y[i] ?? 0);
    const scorecardOf = (places: Int32Array): Float64Array =>
      Float64Array.from(places, (i) => data.scorecard[i] ?? 0);
    const platt = fitPlatt(scorecardOf(recent), outcomes);
    const logits = learn(train, Int32Array.from([...recent, ...test]));
    const shift = refreshed(logits.subarray(0, recent.length), outcomes);
    origins.push(origin);
    rows.push(...test);
    champion.push(...calibrated(platt, scorecardOf(test)));
    candidate.push(...logits.subarray(recent.length).map((z) => z + shift));
  }
  return {
    rows: Int32Array.from(rows),
    champion: Float64Array.from(champion),
    candidate: Float64Array.from(candidate),
    origins,
  };
}

/** What makes the mean prediction the observed share; of few events, drawn to no change with the weight of three. */
export function refreshed(logits: Float64Array, y: Uint8Array): number {
  if (y.length === 0) return 0;
  const expected = logits.reduce((sum, z) => sum + 1 / (1 + Math.exp(-z)), 0);
  const events = y.reduce((sum, v) => sum + v, 0);
  const share = (events + 3) / (y.length + (3 * y.length) / expected);
  return solveBaseline(logits, Math.min(share, 1 - 1 / (2 * y.length)));
}
