import { heldOutOdds, type Bag } from './boost.ts';
import type { StepLimits } from './cuts.ts';
import { countRows, type Feature } from './features.ts';
import type { Shape } from './model.ts';
import { interaction, pairCells, sideOf, type Side } from './pairs.ts';

/** What a pair must show to be taken; more where many pairs are looked at, as the largest of many grows by itself. */
const LEAST_STRENGTH = 12;
const leastOf = (looks: number): number => Math.max(LEAST_STRENGTH, 2 * Math.log(looks) + 4);
/** Pairs grow with the square of the features: only those that say most alone are paired. */
const MOST_FEATURES = 40;

export interface Pair {
  /** Places of the two features. */
  readonly first: number;
  readonly second: number;
  readonly a: Side;
  readonly b: Side;
  readonly cells: Uint8Array;
  /** Rows by cell. */
  readonly rows: Float64Array;
  readonly strength: number;
}

/** The strongest pairs of features, strongest first, judged on rows by the bag that has not seen them. */
export function screenPairs(
  features: readonly Feature[],
  shapes: readonly Shape[],
  y: Uint8Array,
  bags: readonly Bag[],
  limits: StepLimits,
  { pairs: most, alone }: { readonly pairs: number; readonly alone: readonly string[] },
): readonly Pair[] {
  if (most < 1) return [];
  const { residual, weight } = heldOut(y, bags);
  const sides = features.map((feature, f) =>
    sideOf(neighbours(feature, shapes[f]), feature.rows, feature.sign),
  );
  const able = features
    .map((feature, f) => ({ f, name: feature.name, spread: spreadOf(shapes[f]) }))
    .filter(({ f, name }) => (sides[f]?.size ?? 0) > 1 && !alone.includes(name))
    .toSorted((x, z) => z.spread - x.spread || x.f - z.f)
    .slice(0, MOST_FEATURES)
    .map(({ f }) => f)
    .toSorted((f, g) => f - g);
  const least = leastOf((able.length * (able.length - 1)) / 2);
  const found: Pair[] = [];
  for (const first of able)
    for (const second of able) {
      const a = sides[first];
      const b = sides[second];
      const binsA = features[first]?.cells;
      const binsB = features[second]?.cells;
      if (second <= first || !a || !b || !binsA || !binsB) continue;
      const cells = pairCells(a, b, binsA, binsB);
      const strength = interaction(a, b, cells, residual, weight, limits);
      if (strength <= least) continue;
      found.push({ first, second, a, b, cells, rows: countRows(cells, a.size * b.size), strength });
      if (found.length > 4 * most) keepStrongest(found, most);
    }
  keepStrongest(found, most);
  return found;
}

function keepStrongest(found: Pair[], most: number): void {
  found.sort((p, q) => q.strength - p.strength || p.first - q.first || p.second - q.second);
  found.length = Math.min(found.length, most);
}

function heldOut(
  y: Uint8Array,
  bags: readonly Bag[],
): { readonly residual: Float64Array; readonly weight: Float64Array } {
  const residual = new Float64Array(y.length);
  const weight = new Float64Array(y.length);
  const odds = heldOutOdds(bags, new Float64Array(y.length));
  for (let i = 0; i < y.length; i++) {
    const o = odds[i] ?? 0;
    const p = o / (1 + o);
    residual[i] = (y[i] ?? 0) - p;
    weight[i] = p * (1 - p);
  }
  return { residual, weight };
}

/** Numbers stand in their order; names in that of what they say alone. */
function neighbours({ bins, rows }: Feature, shape: Shape | undefined): readonly number[] {
  const order = [...rows.keys()].slice(1);
  if (bins.kind === 'numeric') return order;
  return order.toSorted((a, b) => (shape?.values[a] ?? 0) - (shape?.values[b] ?? 0) || a - b);
}

/** Mean square of what a feature adds. */
function spreadOf(shape: Shape | undefined): number {
  const { values = [], rows = [] } = shape ?? {};
  return values.reduce((sum, v, b) => sum + v * v * (rows[b] ?? 0), 0);
}
