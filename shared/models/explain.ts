import { goesLeft, marginOf } from './evaluate.ts';
import type { TreeModel } from './trees.ts';

/** `base + Σ attributions = margin`. */
export interface Explanation {
  readonly margin: number;
  /** Mean margin over the model's own training rows, and the rounding of float32 sums. */
  readonly base: number;
  /** One per feature, in the model's order: an attribution of the margin, no statement of a cause. */
  readonly attributions: Float64Array;
}

/**
 * Path-dependent TreeSHAP on the margin (Lundberg et al. 2020, algorithm 2, as in the libraries' own pred_contribs):
 * a feature that is not known takes each way as often as the training rows did.
 */
export function explain(model: TreeModel, row: Float64Array): Explanation {
  const attributions = new Float64Array(model.features);
  const shap = walker(model, row, attributions);
  for (const root of model.roots) shap(root);
  const margin = marginOf(model, row);
  return { margin, base: margin - attributions.reduce((sum, a) => sum + a, 0), attributions };
}

/** Mean of the margin over the training rows. */
export function expectedMargin(model: TreeModel): number {
  const { roots, nodes } = model;
  const mean = new Float64Array(nodes.feature.length);
  // Children stand behind their parents.
  for (let node = mean.length - 1; node >= 0; node--) {
    const share = nodes.leftShare[node] ?? 0.5;
    mean[node] =
      (nodes.feature[node] ?? -1) < 0
        ? (nodes.value[node] ?? 0)
        : share * (mean[nodes.left[node] ?? 0] ?? 0) +
          (1 - share) * (mean[nodes.right[node] ?? 0] ?? 0);
  }
  return roots.reduce((sum, root) => sum + (mean[root] ?? 0), model.base);
}

/**
 * The way from the root to a node: each feature once, with the share of rows that take this way without knowing it
 * (`zero`), whether this row takes it (`one`), and the weights of the subsets by size.
 */
interface Way {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

function walker(
  model: TreeModel,
  row: Float64Array,
  attributions: Float64Array,
): (root: number) => void {
  const { nodes } = model;
  const size = ((model.depth + 2) * (model.depth + 3)) / 2;
  const way: Way = {
    feature: new Int32Array(size),
    zero: new Float64Array(size),
    one: new Float64Array(size),
    weight: new Float64Array(size),
  };
  /** @param parent where the parent's way begins; this node's own copy begins behind it */
  const walk = (
    node: number,
    parent: number,
    length: number,
    zero: number,
    one: number,
    feature: number,
  ): void => {
    // Neither this row nor any training row comes here.
    if (zero === 0 && one === 0) return;
    const at = parent + length;
    for (let i = 0; i < length; i++) copy(way, parent + i, at + i);
    extend(way, at, length, zero, one, feature);
    const f = nodes.feature[node] ?? -1;
    if (f < 0) {
      const value = nodes.value[node] ?? 0;
      for (let i = 1; i <= length; i++) {
        const own = way.feature[at + i] ?? 0;
        const difference = (way.one[at + i] ?? 0) - (way.zero[at + i] ?? 0);
        attributions[own] =
          (attributions[own] ?? 0) + without(way, at, length, i) * difference * value;
      }
      return;
    }
    let seenZero = 1;
    let seenOne = 1;
    let next = length + 1;
    for (let i = 1; i <= length; i++) {
      if (way.feature[at + i] !== f) continue;
      seenZero = way.zero[at + i] ?? 0;
      seenOne = way.one[at + i] ?? 0;
      unwind(way, at, length, i);
      next--;
      break;
    }
    const share = nodes.leftShare[node] ?? 0.5;
    const left = goesLeft(model, node, row[f] ?? Number.NaN);
    walk(nodes.left[node] ?? 0, at, next, share * seenZero, left ? seenOne : 0, f);
    walk(nodes.right[node] ?? 0, at, next, (1 - share) * seenZero, left ? 0 : seenOne, f);
  };
  return (root) => walk(root, 0, 0, 1, 1, -1);
}

function copy(way: Way, from: number, to: number): void {
  way.feature[to] = way.feature[from] ?? 0;
  way.zero[to] = way.zero[from] ?? 0;
  way.one[to] = way.one[from] ?? 0;
  way.weight[to] = way.weight[from] ?? 0;
}

function extend(
  { feature, zero, one, weight }: Way,
  at: number,
  length: number,
  z: number,
  o: number,
  f: number,
): void {
  feature[at + length] = f;
  zero[at + length] = z;
  one[at + length] = o;
  weight[at + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    const w = weight[at + i] ?? 0;
    weight[at + i + 1] = (weight[at + i + 1] ?? 0) + (o * w * (i + 1)) / (length + 1);
    weight[at + i] = (z * w * (length - i)) / (length + 1);
  }
}

/** Takes one element out again: the inverse of `extend`. */
function unwind(way: Way, at: number, length: number, index: number): void {
  const { feature, zero, one, weight } = way;
  const o = one[at + index] ?? 0;
  const z = zero[at + index] ?? 0;
  let next = weight[at + length] ?? 0;
  for (let i = length - 1; i >= 0; i--) {
    const w = weight[at + i] ?? 0;
    if (o === 0) {
      weight[at + i] = (w * (length + 1)) / (z * (length - i));
    } else {
      weight[at + i] = (next * (length + 1)) / ((i + 1) * o);
      next = w - ((weight[at + i] ?? 0) * z * (length - i)) / (length + 1);
    }
  }
  for (let i = index; i < length; i++) {
    feature[at + i] = feature[at + i + 1] ?? 0;
    zero[at + i] = zero[at + i + 1] ?? 0;
    one[at + i] = one[at + i + 1] ?? 0;
  }
}

/** Sum of the weights once one element is taken out. */
function without({ zero, one, weight }: Way, at: number, length: number, index: number): number {
  const o = one[at + index] ?? 0;
  const z = zero[at + index] ?? 0;
  let next = weight[at + length] ?? 0;
  let total = 0;
  for (let i = length - 1; i >= 0; i--) {
    const w = weight[at + i] ?? 0;
    if (o === 0) {
      total += (w * (length + 1)) / (z * (length - i));
    } else {
      const own = (next * (length + 1)) / ((i + 1) * o);
      total += own;
      next = w - (own * z * (length - i)) / (length + 1);
    }
  }
  return total;
}
