import { MISSING, type TreeModel } from './trees.ts';

/** LightGBM's `kZeroThreshold`, a float32: what is nearer to zero is zero (include/LightGBM/meta.h). */
const ZERO = Math.fround(1e-35);

/**
 * Margins (log-odds) of many rows; NaN = missing.
 * XGBoost compares and adds in float32, LightGBM in float64 (src/predictor, src/boosting of either).
 * @param rows each with one value per feature, in the model's order
 */
export function marginsOf(model: TreeModel, rows: readonly Float64Array[]): Float64Array {
  const { roots, nodes } = model;
  const round = model.format === 'xgboost';
  const sums = new Float64Array(rows.length).fill(model.base);
  // Tree by tree, so that a tree stays in the processor's cache.
  for (const root of roots) {
    rows.forEach((row, r) => {
      const sum = (sums[r] ?? 0) + (nodes.value[leafOf(model, root, row)] ?? 0);
      sums[r] = round ? Math.fround(sum) : sum;
    });
  }
  return sums;
}

/** Margin of one row. */
export function marginOf(model: TreeModel, row: Float64Array): number {
  return marginsOf(model, [row])[0] ?? Number.NaN;
}

/** The model's own probability: no calibration is added. */
export function probabilityOf(model: TreeModel, margin: number): number {
  return 1 / (1 + Math.exp(-model.slope * margin));
}

function leafOf(model: TreeModel, root: number, row: Float64Array): number {
  const { feature, left, right } = model.nodes;
  let node = root;
  for (let f = feature[node] ?? -1; f >= 0; f = feature[node] ?? -1) {
    node = (goesLeft(model, node, row[f] ?? Number.NaN) ? left[node] : right[node]) ?? 0;
  }
  return node;
}

/** Which way a value takes at a split. */
export function goesLeft({ format, nodes }: TreeModel, node: number, value: number): boolean {
  const threshold = nodes.threshold[node] ?? 0;
  const byDefault = nodes.defaultLeft[node] === 1;
  if (format === 'xgboost') {
    return Number.isNaN(value) ? byDefault : Math.fround(value) < threshold;
  }
  const category = nodes.category[node] ?? -1;
  if (category >= 0) return holds(nodes.categories[category], value);
  const missing = nodes.missing[node];
  const x = Number.isNaN(value) && missing !== MISSING.nan ? 0 : value;
  if (missing === MISSING.zero && Math.abs(x) <= ZERO) return byDefault;
  return Number.isNaN(x) ? byDefault : x <= threshold;
}

/** Missing, negative and unknown categories go right. */
function holds(bits: Uint32Array | undefined, value: number): boolean {
  const category = Math.trunc(value);
  if (!(category >= 0)) return false;
  const word = bits?.[Math.floor(category / 32)] ?? 0;
  return ((word >>> (category % 32)) & 1) === 1;
}
