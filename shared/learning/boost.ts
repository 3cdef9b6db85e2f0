import type { Step } from './steps.ts';

/** What is boosted: a feature by its bins, or a pair by its cells. */
export interface Term {
  /** Cell of every row. */
  readonly cells: Uint8Array;
  readonly size: number;
  readonly step: Step;
}

/** Rows [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** One member of the ensemble. */
export interface Bag {
  readonly learns: readonly Range[];
  readonly heldOut: readonly Range[];
  /** exp(logit) of every row, own rows and held-out rows alike. */
  readonly odds: Float64Array;
  /** Value of every cell of every term. */
  readonly tables: readonly Float64Array[];
  /** Rows the bag learns from by cell. */
  readonly rows: readonly Float64Array[];
}

export interface BoostSettings {
  readonly rate: number;
  readonly maxRounds: number;
  /** Rounds without a better held-out log-loss after which boosting ends. */
  readonly patience: number;
}

/** A bag that has learned nothing of the terms yet, at the odds it is given; it goes on from them. */
export function newBag(
  terms: readonly Term[],
  odds: Float64Array,
  learns: readonly Range[],
  heldOut: readonly Range[],
): Bag {
  return {
    learns,
    heldOut,
    odds,
    tables: terms.map(({ size }) => new Float64Array(size)),
    rows: terms.map(({ cells, size }) => {
      const rows = new Float64Array(size);
      for (const { from, to } of learns)
        for (let i = from; i < to; i++) rows[cells[i] ?? 0] = (rows[cells[i] ?? 0] ?? 0) + 1;
      return rows;
    }),
  };
}

const CELLS = 256;
/** Product of odds up to which one logarithm stands for many. */
const MANY = 1e150;

/**
 * Cyclic Newton boosting of all bags side by side: each round every term takes a small step in every bag (Nori, Jenkins,
 * Koch, Caruana, "InterpretML", 2019). After each round every row is judged by the bags that have not seen it, together;
 * the round at which the log-loss of that is least is common to all bags, which is steadier than a round for each.
 * Yields after each round; the tables and odds of the bags end as of the best round.
 * @param y 1 = event; rows in the order of the bags' ranges
 * @returns the best round
 */
export function* boost(
  y: Uint8Array,
  terms: readonly Term[],
  bags: readonly Bag[],
  settings: BoostSettings,
): Generator<number, number> {
  if (terms.length === 0 || bags.length === 0) return 0;
  const kept = bags.map((bag) => bag.tables.map((table) => table.slice()));
  const start = bags.map((bag) => bag.odds.slice());
  const held = new Float64Array(y.length);
  let least = lossOf(y, heldOutOdds(bags, held));
  let best = 0;
  for (let round = 1; round <= settings.maxRounds && round - best <= settings.patience; round++) {
    for (const bag of bags) cycle(y, terms, bag, settings.rate);
    const loss = lossOf(y, heldOutOdds(bags, held));
    if (loss < least - 1e-9) {
      least = loss;
      best = round;
      bags.forEach((bag, b) => bag.tables.forEach((table, t) => kept[b]?.[t]?.set(table)));
    }
    yield round;
  }
  bags.forEach((bag, b) => {
    bag.odds.set(start[b] ?? []);
    bag.tables.forEach((table, t) => {
      table.set(kept[b]?.[t] ?? []);
      const { cells } = terms[t] ?? { cells: new Uint8Array(0) };
      const factor = table.map((v) => Math.exp(v));
      for (let i = 0; i < cells.length; i++)
        bag.odds[i] = (bag.odds[i] ?? 0) * (factor[cells[i] ?? 0] ?? 1);
    });
  });
  return best;
}

/** One step of every term. The step of a term is applied to the rows in the same pass that sums for the next one. */
function cycle(y: Uint8Array, terms: readonly Term[], bag: Bag, rate: number): void {
  const { odds, learns, heldOut } = bag;
  const factor = new Float64Array(CELLS).fill(1);
  const sums = new Float64Array(2 * CELLS);
  const out = new Float64Array(CELLS);
  let before = terms[0]?.cells ?? new Uint8Array(0);
  for (let t = 0; t < terms.length; t++) {
    const term = terms[t];
    const table = bag.tables[t];
    const rows = bag.rows[t];
    if (!term || !table || !rows) continue;
    sums.fill(0);
    for (const { from, to } of learns)
      passOver(y, odds, before, factor, term.cells, sums, from, to);
    for (const { from, to } of heldOut) apply(odds, before, factor, from, to);
    before = term.cells;
    factor.fill(1);
    if (!term.step(sums, rows, out)) continue;
    for (let c = 0; c < term.size; c++) {
      const change = rate * (out[c] ?? 0);
      table[c] = (table[c] ?? 0) + change;
      factor[c] = Math.exp(change);
    }
  }
  apply(odds, before, factor, 0, y.length);
}

/** Odds instead of logits: a step multiplies them by one of a few numbers, so that no row needs an exponential. */
function passOver(
  y: Uint8Array,
  odds: Float64Array,
  before: Uint8Array,
  factor: Float64Array,
  cells: Uint8Array,
  sums: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const o = (odds[i] ?? 0) * (factor[before[i] ?? 0] ?? 1);
    odds[i] = o;
    const p = o / (1 + o);
    const at = 2 * (cells[i] ?? 0);
    sums[at] = (sums[at] ?? 0) + (y[i] ?? 0) - p;
    sums[at + 1] = (sums[at + 1] ?? 0) + p - p * p;
  }
}

function apply(
  odds: Float64Array,
  before: Uint8Array,
  factor: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) odds[i] = (odds[i] ?? 0) * (factor[before[i] ?? 0] ?? 1);
}

/** exp of the mean logit, for every row, of the bags that have not seen it; 1 for a row no bag holds out. */
export function heldOutOdds(bags: readonly Bag[], out: Float64Array): Float64Array {
  out.fill(1);
  const judges = new Uint8Array(out.length);
  for (const { odds, heldOut } of bags)
    for (const { from, to } of heldOut)
      for (let i = from; i < to; i++) {
        out[i] = (out[i] ?? 1) * (odds[i] ?? 1);
        judges[i] = (judges[i] ?? 0) + 1;
      }
  for (let i = 0; i < out.length; i++) {
    const n = judges[i] ?? 0;
    if (n > 1) out[i] = n === 2 ? Math.sqrt(out[i] ?? 1) : (out[i] ?? 1) ** (1 / n);
  }
  return out;
}

/** Summed −ln likelihood. */
function lossOf(y: Uint8Array, odds: Float64Array): number {
  let loss = 0;
  let product = 1;
  for (let i = 0; i < odds.length; i++) {
    const o = odds[i] ?? 0;
    product *= y[i] === 1 ? 1 + 1 / o : 1 + o;
    if (product > MANY) {
      loss += Math.log(product);
      product = 1;
    }
  }
  return loss + Math.log(product);
}
