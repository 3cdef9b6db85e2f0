import { Refused, SAVE_EITHER } from './refusal.ts';

export const MAX_TREES = 5000;
export const MAX_NODES = 1_000_000;
export const MAX_DEPTH = 64;
export const MAX_FEATURES = 2000;

/** What counts as missing at a split of LightGBM; XGBoost knows `nan` only. */
export const MISSING = { none: 0, zero: 1, nan: 2 } as const;

/** A node as a file says it. */
export interface Leaf {
  readonly value: number;
  /** Training rows (LightGBM) or their hessian (XGBoost) that ended here. */
  readonly cover: number;
}
export interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly defaultLeft: boolean;
  readonly missing: number;
  /** Bit c is set when category c goes left; undefined = a number is compared. */
  readonly categories: Uint32Array | undefined;
}
export type RawNode = Leaf | Split;

/** All trees in one table; a node's children stand behind it. */
export interface Nodes {
  /** −1 = leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly defaultLeft: Uint8Array;
  readonly missing: Uint8Array;
  /** Place in `categories`; −1 = a number is compared. */
  readonly category: Int32Array;
  readonly categories: readonly Uint32Array[];
  /** Of a leaf: what it adds to the margin. */
  readonly value: Float64Array;
  /** Share of the node's training rows that went left, 0–1. */
  readonly leftShare: Float64Array;
}

export interface TreeModel {
  readonly format: 'xgboost' | 'lightgbm';
  /** Of the library, as its file says it. */
  readonly version: string;
  /** In the order of the columns; empty where the file names none. */
  readonly featureNames: readonly string[];
  readonly features: number;
  readonly roots: Int32Array;
  readonly nodes: Nodes;
  /** Margin before the first tree. */
  readonly base: number;
  /** Probability = 1 / (1 + e^(−slope · margin)). */
  readonly slope: number;
  /** The tree of a model saved with more rounds than the best one; −1 = not said. */
  readonly bestIteration: number;
  /** Longest way from a root to a leaf, in splits. */
  readonly depth: number;
}

/** One tree of a file: its nodes by the file's own numbers, read when asked for. */
export interface RawTree {
  readonly root: number;
  readonly at: (node: number) => RawNode | undefined;
}

/**
 * Puts the trees of a file into one table, parents first. Nodes that no way leads to (pruned ones) are left out.
 * @throws Refused when a tree is none, is too deep or too large, or holds a number that is not finite
 */
export function assemble(
  trees: readonly RawTree[],
  features: number,
): Pick<TreeModel, 'roots' | 'nodes' | 'depth'> {
  const table = emptyTable();
  const roots = new Int32Array(trees.length);
  let depth = 0;
  trees.forEach((tree, t) => {
    roots[t] = table.feature.length;
    depth = Math.max(depth, addTree(table, tree, t, features));
  });
  return { roots, depth, nodes: freeze(table) };
}

function emptyTable() {
  const numbers = (): number[] => [];
  return {
    feature: numbers(),
    threshold: numbers(),
    left: numbers(),
    right: numbers(),
    defaultLeft: numbers(),
    missing: numbers(),
    category: numbers(),
    value: numbers(),
    cover: numbers(),
    categories: [] as Uint32Array[],
  };
}
type Table = ReturnType<typeof emptyTable>;

function addTree(table: Table, tree: RawTree, t: number, features: number): number {
  const bad = (what: string): Refused => new Refused(`Tree ${t} ${what}`, SAVE_EITHER);
  const seen = new Set<number>();
  const waiting = [{ node: tree.root, depth: 0, parent: -1, isLeft: false }];
  let deepest = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth, parent, isLeft } = next;
    if (seen.has(node)) throw bad(`is no tree: two ways lead to its node ${node}`);
    seen.add(node);
    if (depth > MAX_DEPTH)
      throw new Refused(
        `Tree ${t} is deeper than ${MAX_DEPTH} splits`,
        'for a model with a max_depth of 12 or less',
      );
    const raw = tree.at(node);
    if (!raw) throw bad(`has no node ${node}, though its node ${next.parent} leads there`);
    const own = table.feature.length;
    if (own >= MAX_NODES)
      throw new Refused(
        `The model has more than ${MAX_NODES.toLocaleString('en-US')} nodes`,
        'for a smaller model, with fewer or shallower trees',
      );
    if (parent >= 0) (isLeft ? table.left : table.right)[parent] = own;
    deepest = Math.max(deepest, depth);
    if ('value' in raw) {
      if (!Number.isFinite(raw.value)) throw bad(`has a leaf that is not finite (${raw.value})`);
      push(table, { feature: -1, value: raw.value, cover: raw.cover > 0 ? raw.cover : 0 });
      continue;
    }
    if (raw.feature < 0 || raw.feature >= features || !Number.isInteger(raw.feature))
      throw bad(`splits on feature ${raw.feature} of ${features}`);
    if (Number.isNaN(raw.threshold)) throw bad(`has a threshold that is not a number`);
    push(table, { ...raw, defaultLeft: raw.defaultLeft ? 1 : 0 });
    waiting.push(
      { node: raw.right, depth: depth + 1, parent: own, isLeft: false },
      { node: raw.left, depth: depth + 1, parent: own, isLeft: true },
    );
  }
  return deepest;
}

function push(
  table: Table,
  node: {
    readonly feature: number;
    readonly threshold?: number;
    readonly defaultLeft?: number;
    readonly missing?: number;
    readonly categories?: Uint32Array | undefined;
    readonly value?: number;
    readonly cover?: number;
  },
): void {
  table.feature.push(node.feature);
  table.threshold.push(node.threshold ?? 0);
  table.left.push(-1);
  table.right.push(-1);
  table.defaultLeft.push(node.defaultLeft ?? 0);
  table.missing.push(node.missing ?? MISSING.nan);
  table.category.push(node.categories ? table.categories.push(node.categories) - 1 : -1);
  table.value.push(node.value ?? 0);
  table.cover.push(node.cover ?? 0);
}

/** Covers are summed up from the leaves, so that the shares of two children are 1 to the digit. */
function freeze(table: Table): Nodes {
  const cover = Float64Array.from(table.cover);
  const leftShare = new Float64Array(cover.length).fill(0.5);
  for (let node = cover.length - 1; node >= 0; node--) {
    if ((table.feature[node] ?? -1) < 0) continue;
    const left = cover[table.left[node] ?? 0] ?? 0;
    const all = left + (cover[table.right[node] ?? 0] ?? 0);
    cover[node] = all;
    if (all > 0) leftShare[node] = left / all;
  }
  return {
    feature: Int32Array.from(table.feature),
    threshold: Float64Array.from(table.threshold),
    left: Int32Array.from(table.left),
    right: Int32Array.from(table.right),
    defaultLeft: Uint8Array.from(table.defaultLeft),
    missing: Uint8Array.from(table.missing),
    category: Int32Array.from(table.category),
    categories: table.categories,
    value: Float64Array.from(table.value),
    leftShare,
  };
}
