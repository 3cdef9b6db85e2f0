import { logistic } from '../scoring/maths.ts';
import { fitLogistic } from './ridge.ts';

/** Area under the ROC curve, ties counted half; NaN without an event or without a non-event. */
export function auc(score: Float64Array, y: Uint8Array): number {
  let below = 0;
  let sum = 0;
  let events = 0;
  for (const { rows, hits } of tied(score, y)) {
    sum += hits * (below + (rows - hits) / 2);
    below += rows - hits;
    events += hits;
  }
  return sum / (events * below);
}

/** Area under precision over recall as average precision (no interpolation); NaN without an event. */
export function averagePrecision(score: Float64Array, y: Uint8Array): number {
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const { rows, hits } of tied(score, y).toReversed()) {
    seen += rows;
    found += hits;
    sum += (hits * found) / seen;
  }
  return sum / found;
}

/** Share of events among the highest `share` of rows over that among all; rows tied at the edge count in part. */
export function lift(score: Float64Array, y: Uint8Array, share = 0.1): number {
  const groups = tied(score, y);
  const events = groups.reduce((sum, { hits }) => sum + hits, 0);
  const wanted = share * y.length;
  let left = wanted;
  let found = 0;
  for (const { rows, hits } of groups.toReversed()) {
    const part = Math.min(1, left / rows);
    found += part * hits;
    left -= part * rows;
    if (left <= 0) break;
  }
  return found / wanted / (events / y.length);
}

/** Rows and events of each distinct score, lowest first. */
function tied(score: Float64Array, y: Uint8Array): { rows: number; hits: number }[] {
  const order = Int32Array.from(score.keys()).toSorted((a, b) => (score[a] ?? 0) - (score[b] ?? 0));
  const out: { rows: number; hits: number }[] = [];
  let last: { rows: number; hits: number } | undefined;
  let at = Number.NaN;
  for (const i of order) {
    const s = score[i] ?? 0;
    if (!last || s !== at) out.push((last = { rows: 0, hits: 0 }));
    at = s;
    last.rows++;
    last.hits += y[i] ?? 0;
  }
  return out;
}

/** Mean −ln likelihood of logits. */
export function logLoss(logits: Float64Array, y: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const z = y[i] === 1 ? -(logits[i] ?? 0) : (logits[i] ?? 0);
    sum += z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  }
  return sum / y.length;
}

/** Mean squared error of the probabilities of logits. */
export function brier(logits: Float64Array, y: Uint8Array): number {
  return logits.reduce((sum, z, i) => sum + (logistic(z) - (y[i] ?? 0)) ** 2, 0) / y.length;
}

/** Observed events over expected ones. */
export function observedOverExpected(logits: Float64Array, y: Uint8Array): number {
  const expected = logits.reduce((sum, z) => sum + logistic(z), 0);
  return y.reduce((sum, v) => sum + v, 0) / expected;
}

/**
 * Cox's calibration: the outcome regressed on the logit. Slope 1 is ideal, below 1 over-confident; the intercept is that
 * with the slope held at 1 (0 is ideal). NaN where there is no such line: one outcome only, one logit only, or outcomes
 * that the logit separates.
 */
export function calibration(
  logits: Float64Array,
  y: Uint8Array,
): { readonly slope: number; readonly intercept: number } {
  const ones = new Float64Array(y.length).fill(1);
  const flat = { mean: 0, precision: 0 };
  const line = fitLogistic([ones, logits], y, [flat, flat]);
  const shift = fitLogistic([ones], y, [flat], logits);
  return {
    slope: line.converged ? (line.coefficients[1] ?? Number.NaN) : Number.NaN,
    intercept: shift.converged ? (shift.coefficients[0] ?? Number.NaN) : Number.NaN,
  };
}

export interface ReliabilityBin {
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
  /** 95 % interval of the observed share. */
  readonly low: number;
  readonly high: number;
}

/** Predicted against observed in `parts` equal parts of the rows by prediction. */
export function reliability(
  logits: Float64Array,
  y: Uint8Array,
  parts = 10,
): readonly ReliabilityBin[] {
  const n = logits.length;
  const count = Math.min(parts, n);
  const order = Int32Array.from(logits.keys()).toSorted(
    (a, b) => (logits[a] ?? 0) - (logits[b] ?? 0) || a - b,
  );
  return Array.from({ length: count }, (_, part) => {
    const rows = order.subarray(
      Math.floor((part * n) / count),
      Math.floor(((part + 1) * n) / count),
    );
    let predicted = 0;
    let events = 0;
    for (const i of rows) {
      predicted += logistic(logits[i] ?? 0) / rows.length;
      events += y[i] ?? 0;
    }
    const observed = events / rows.length;
    return { rows: rows.length, predicted, observed, ...wilson(events, rows.length) };
  });
}

/** 95 % interval of a share (Wilson, JASA 1927). */
export function wilson(
  events: number,
  rows: number,
): { readonly low: number; readonly high: number } {
  const z2 = 1.959964 ** 2;
  const p = events / rows;
  const middle = p + z2 / (2 * rows);
  const half = Math.sqrt(z2 * ((p * (1 - p)) / rows + z2 / (4 * rows * rows)));
  const scale = 1 + z2 / rows;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
