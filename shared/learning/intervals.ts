import { logistic } from '../scoring/maths.ts';
import { randomFrom } from './random.ts';

/** A figure with the bounds of 95 %; NaN where it has no meaning. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const FIGURES = [
  'auc',
  'averagePrecision',
  'lift',
  'captured',
  'logLoss',
  'skill',
  'slope',
  'observedOverExpected',
  'arrObservedOverExpected',
] as const;
export type Figure = (typeof FIGURES)[number];
export type Figures = Readonly<Record<Figure, Estimate>>;

const REPLICATES = 400;
const SHARE = 0.1;

/** Rows that were judged. */
export interface JudgedRows {
  readonly logits: Float64Array;
  readonly y: Uint8Array;
  readonly company: Int32Array;
  /** Revenue in one currency; NaN = unknown or in another, and left out of what is weighted by it. */
  readonly arr: Float64Array;
}

/**
 * Figures with intervals by drawing companies with replacement (cluster bootstrap: Field and Welsh, "Bootstrapping
 * clustered data", 2007): offices of a company share what happens to it, so rows are far fewer than they look.
 */
export function figuresOf(rows: JudgedRows, seed = 1): Figures {
  const sorted = sortedRows(rows);
  const numbers = new Map<number, number>();
  for (const label of rows.company) if (!numbers.has(label)) numbers.set(label, numbers.size);
  const cluster = Int32Array.from(sorted.company, (label) => numbers.get(label) ?? 0);
  const ones = new Float64Array(sorted.y.length).fill(1);
  const whole = measured(sorted, ones, { intercept: 0, slope: 1 }, 25);
  const random = randomFrom(seed);
  const draws = Array.from({ length: REPLICATES }, () => {
    const times = new Float64Array(numbers.size);
    for (let k = 0; k < numbers.size; k++) {
      const drawn = Math.floor(random() * numbers.size);
      times[drawn] = (times[drawn] ?? 0) + 1;
    }
    const weights = Float64Array.from(cluster, (k) => times[k] ?? 0);
    return measured(sorted, weights, whole.line, 4).figures;
  });
  const estimate = (name: Figure): Estimate => {
    const values = Float64Array.from(draws, (d) => d[name]).filter((v) => !Number.isNaN(v));
    values.sort();
    const at = (q: number) => values[Math.round(q * (values.length - 1))] ?? Number.NaN;
    return { value: whole.figures[name], low: at(0.025), high: at(0.975) };
  };
  return {
    auc: estimate('auc'),
    averagePrecision: estimate('averagePrecision'),
    lift: estimate('lift'),
    captured: estimate('captured'),
    logLoss: estimate('logLoss'),
    skill: estimate('skill'),
    slope: estimate('slope'),
    observedOverExpected: estimate('observedOverExpected'),
    arrObservedOverExpected: estimate('arrObservedOverExpected'),
  };
}

/** Highest logit first. */
interface Sorted extends JudgedRows {
  readonly p: Float64Array;
}

function sortedRows({ logits, y, company, arr }: JudgedRows): Sorted {
  const order = Int32Array.from(logits.keys()).toSorted(
    (a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b,
  );
  const sorted = Float64Array.from(order, (i) => logits[i] ?? 0);
  return {
    logits: sorted,
    y: Uint8Array.from(order, (i) => y[i] ?? 0),
    company: order.map((i) => company[i] ?? 0),
    arr: Float64Array.from(order, (i) => arr[i] ?? Number.NaN),
    p: sorted.map(logistic),
  };
}

interface Line {
  readonly intercept: number;
  readonly slope: number;
}

interface Measured {
  readonly figures: Readonly<Record<Figure, number>>;
  readonly line: Line;
}

/** One pass over the rows, each counted as often as its company was drawn; rows that are tied share their ranks. */
function measured(rows: Sorted, weights: Float64Array, from: Line, steps: number): Measured {
  const { logits, y, p, arr } = rows;
  let total = 0;
  let events = 0;
  let expected = 0;
  let arrEvents = 0;
  let arrExpected = 0;
  let loss = 0;
  let squares = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weights[i] ?? 0;
    if (w === 0) continue;
    const hit = y[i] ?? 0;
    const chance = p[i] ?? 0;
    total += w;
    events += w * hit;
    expected += w * chance;
    squares += w * (hit - chance) ** 2;
    loss -= w * Math.log(Math.max(1e-12, hit === 1 ? chance : 1 - chance));
    const own = arr[i] ?? Number.NaN;
    if (Number.isNaN(own)) continue;
    arrEvents += w * own * hit;
    arrExpected += w * own * chance;
  }
  const ranked = ranks(logits, y, weights, total);
  const share = events / total;
  const line = weightedLine(rows, weights, from, steps);
  return {
    figures: {
      auc: ranked.pairs / (events * (total - events)),
      averagePrecision: ranked.precision / events,
      lift: ranked.found / (SHARE * total) / share,
      captured: ranked.found / events,
      logLoss: loss / total,
      skill: 1 - squares / total / (share * (1 - share)),
      slope: line.slope,
      observedOverExpected: events / expected,
      arrObservedOverExpected: arrEvents / arrExpected,
    },
    line,
  };
}

function ranks(
  logits: Float64Array,
  y: Uint8Array,
  weights: Float64Array,
  total: number,
): { readonly pairs: number; readonly precision: number; readonly found: number } {
  let pairs = 0;
  let precision = 0;
  let found = 0;
  let above = 0;
  let hitsAbove = 0;
  const wanted = SHARE * total;
  for (let i = 0; i < y.length;) {
    let rows = 0;
    let hits = 0;
    let j = i;
    for (; j < y.length && logits[j] === logits[i]; j++) {
      const w = weights[j] ?? 0;
      rows += w;
      hits += w * (y[j] ?? 0);
    }
    i = j;
    if (rows === 0) continue;
    // Of every row without an event, the events above it, and half of those tied with it.
    pairs += (rows - hits) * (hitsAbove + hits / 2);
    if (above < wanted) found += hits * Math.min(1, (wanted - above) / rows);
    above += rows;
    hitsAbove += hits;
    precision += (hits * hitsAbove) / above;
  }
  return { pairs, precision, found };
}

/** Outcome regressed on the logit (Cox's calibration) by Newton; NaN where there is no such line. */
function weightedLine(
  { logits, y }: Sorted,
  weights: Float64Array,
  { intercept, slope }: Line,
  steps: number,
): Line {
  let a = intercept;
  let b = slope;
  const outcomes = new Set(y.filter((_, i) => (weights[i] ?? 0) > 0));
  if (outcomes.size < 2) return { intercept: Number.NaN, slope: Number.NaN };
  for (let step = 0; step < steps; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      const w = weights[i] ?? 0;
      if (w === 0) continue;
      const z = logits[i] ?? 0;
      const q = logistic(a + b * z);
      const miss = w * ((y[i] ?? 0) - q);
      const v = w * q * (1 - q);
      g0 += miss;
      g1 += miss * z;
      h00 += v;
      h01 += v * z;
      h11 += v * z * z;
    }
    const det = h00 * h11 - h01 * h01;
    if (!(det > 1e-9 * h00 * h11)) return { intercept: Number.NaN, slope: Number.NaN };
    const da = (h11 * g0 - h01 * g1) / det;
    const db = (h00 * g1 - h01 * g0) / det;
    if (!Number.isFinite(da + db) || Math.abs(b + db) > 50)
      return { intercept: Number.NaN, slope: Number.NaN };
    a += da;
    b += db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return { intercept: a, slope: b };
}
