import type { Prior } from './book.ts';
import { numbers } from './columns.ts';
import { clip } from './maths.ts';
import { ELL, normalOnGrid, POINTS } from './posterior.ts';

export const START_PRIOR: Prior = { pi: 0.9, s0: 0.12, s1: 0.5, m1: -0.1 };
const ITERATIONS = 25;

/**
 * Two-component prior of the log rate-ratio by EM over the book: most offices are stable around their own seasonal mean,
 * the rest moved. With a book of one office the prior stays near its start and its clips.
 * @param like likelihood rows, `like[row * 97 + j]`
 * @param stableMean seasonal mean per row
 */
export function learnPrior(like: Float64Array, rows: number, stableMean: Float64Array): Prior {
  let prior = START_PRIOR;
  if (rows === 0) return prior;
  const spans = spansOf(like, rows);
  for (let n = 0; n < ITERATIONS; n++) prior = step(prior, like, spans, stableMean);
  return prior;
}

/** First point of each row above 0 and the one after the last: a sharp likelihood is 0 almost everywhere. */
interface Spans {
  readonly first: Uint8Array;
  readonly end: Uint8Array;
}

function spansOf(like: Float64Array, rows: number): Spans {
  const spans = { first: new Uint8Array(rows), end: new Uint8Array(rows) };
  for (let i = 0; i < rows; i++) {
    let first = 0;
    let end = POINTS;
    while (first < end && like[i * POINTS + first] === 0) first++;
    while (end > first && like[i * POINTS + end - 1] === 0) end--;
    spans.first[i] = first;
    spans.end[i] = end;
  }
  return spans;
}

/** Densities of one component on the grid, and their first or second moments. */
interface Weighed {
  readonly density: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** @param about where the moments are taken from */
function weighed(density: Float64Array, about: number): Weighed {
  const first = density.map((p, j) => p * ((ELL[j] ?? 0) - about));
  return { density, first, second: first.map((p, j) => p * ((ELL[j] ?? 0) - about)) };
}

function step(prior: Prior, like: Float64Array, spans: Spans, stableMean: Float64Array): Prior {
  const stableAt = byMean((mean) => weighed(normalOnGrid(mean, prior.s0), mean));
  const moved = weighed(normalOnGrid(prior.m1, prior.s1), 0);
  let stableShare = 0;
  let stableSquare = 0;
  let movedShare = 0;
  let movedFirst = 0;
  let movedSecond = 0;
  for (let i = 0; i < spans.first.length; i++) {
    const stable = stableAt(stableMean[i] ?? 0);
    let z0 = 0;
    let square = 0;
    let z1 = 0;
    let first = 0;
    let second = 0;
    const end = spans.end[i] ?? 0;
    for (let j = spans.first[i] ?? 0, at = i * POINTS + j; j < end; j++, at++) {
      const l = like[at] ?? 0;
      z0 += l * (stable.density[j] ?? 0);
      square += l * (stable.second[j] ?? 0);
      z1 += l * (moved.density[j] ?? 0);
      first += l * (moved.first[j] ?? 0);
      second += l * (moved.second[j] ?? 0);
    }
    const weight0 = prior.pi * z0;
    const weight1 = (1 - prior.pi) * z1;
    const share = weight0 / (weight0 + weight1);
    if (Number.isNaN(share)) continue;
    stableShare += share;
    movedShare += 1 - share;
    if (z0 > 0) stableSquare += (share * square) / z0;
    if (z1 > 0) {
      movedFirst += ((1 - share) * first) / z1;
      movedSecond += ((1 - share) * second) / z1;
    }
  }
  const total = stableShare + movedShare;
  if (total === 0) return prior;
  const m1 = clip(movedShare > 0 ? movedFirst / movedShare : prior.m1, -0.5, 0.1);
  const s1 =
    movedShare > 0
      ? Math.sqrt(
          Math.max(0, (movedSecond - 2 * m1 * movedFirst + m1 * m1 * movedShare) / movedShare),
        )
      : prior.s1;
  const s0 = stableShare > 0 ? Math.sqrt(stableSquare / stableShare) : prior.s0;
  return {
    pi: clip(stableShare / total, 0.5, 0.98),
    s0: clip(s0, 0.05, 0.2),
    s1: clip(s1, 0.3, 1),
    m1,
  };
}

/** Share of the stable component in each row's posterior. */
export function stableShares(
  prior: Prior,
  like: Float64Array,
  rows: number,
  stableMean: Float64Array,
): Float64Array {
  const moved = normalOnGrid(prior.m1, prior.s1);
  const stableAt = byMean((mean) => normalOnGrid(mean, prior.s0));
  return numbers(rows, (i) => {
    const m = stableMean[i] ?? 0;
    const stable = stableAt(m);
    let z0 = 0;
    let z1 = 0;
    for (let j = 0, at = i * POINTS; j < POINTS; j++, at++) {
      z0 += (like[at] ?? 0) * (stable[j] ?? 0);
      z1 += (like[at] ?? 0) * (moved[j] ?? 0);
    }
    const w0 = prior.pi * z0;
    return w0 / (w0 + (1 - prior.pi) * z1);
  });
}

/** What is made of a mean, made once each; rows that follow one another mostly share it. */
export function byMean<T>(make: (mean: number) => T): (mean: number) => T {
  const known = new Map<number, T>();
  let last: { readonly mean: number; readonly made: T } | undefined;
  return (mean) => {
    if (last?.mean === mean) return last.made;
    const made = known.get(mean) ?? make(mean);
    known.set(mean, made);
    last = { mean, made };
    return made;
  };
}
