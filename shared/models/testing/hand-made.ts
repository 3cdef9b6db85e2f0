/** Model files as their libraries write them, small enough to work out by hand. */

/** A leaf's value, or [feature, threshold, left, right, missing goes left]. */
export type Hand = number | readonly [number, number, Hand, Hand, boolean?];

export interface HandOptions {
  readonly features?: number;
  readonly names?: readonly string[];
  readonly baseScore?: string;
  /** Changes the file's object before it is written. */
  readonly change?: ((file: XgboostFile) => unknown) | undefined;
}

/** As far as the tests reach into it. */
export interface XgboostFile {
  learner: {
    attributes: Record<string, unknown>;
    feature_names: readonly string[];
    gradient_booster: {
      name: string;
      model: { gbtree_model_param: Record<string, string>; trees: Record<string, unknown>[] };
      weight_drop?: readonly number[];
    };
    learner_model_param: Record<string, string>;
    objective: { name: string };
  };
  version: readonly number[];
}

export function xgboostText(trees: readonly Hand[], options: HandOptions = {}): string {
  const features = options.names?.length ?? options.features ?? 2;
  const file: XgboostFile = {
    learner: {
      attributes: {},
      feature_names: options.names ?? [],
      gradient_booster: {
        name: 'gbtree',
        model: {
          gbtree_model_param: { num_trees: String(trees.length), size_leaf_vector: '0' },
          trees: trees.map(xgboostTree),
        },
      },
      learner_model_param: {
        base_score: options.baseScore ?? '5E-1',
        num_class: '0',
        num_feature: String(features),
        num_target: '1',
      },
      objective: { name: 'binary:logistic' },
    },
    version: [3, 1, 0],
  };
  return JSON.stringify(options.change?.(file) ?? file);
}

function xgboostTree(tree: Hand): Record<string, unknown> {
  const columns = {
    left_children: [] as number[],
    right_children: [] as number[],
    split_conditions: [] as number[],
    split_indices: [] as number[],
    default_left: [] as number[],
    split_type: [] as number[],
    sum_hessian: [] as number[],
  };
  const add = (hand: Hand): number => {
    const node = columns.left_children.length;
    const leaf = typeof hand === 'number';
    columns.left_children.push(-1);
    columns.right_children.push(-1);
    columns.split_conditions.push(leaf ? hand : hand[1]);
    columns.split_indices.push(leaf ? 0 : hand[0]);
    columns.default_left.push(!leaf && hand[4] === true ? 1 : 0);
    columns.split_type.push(0);
    columns.sum_hessian.push(1 + (node % 3));
    if (!leaf) {
      columns.left_children[node] = add(hand[2]);
      columns.right_children[node] = add(hand[3]);
    }
    return node;
  };
  add(tree);
  return { ...columns, tree_param: { size_leaf_vector: '0' } };
}

/** One split of LightGBM over feature 0: left leaf −1, right leaf 1. */
export function lightgbmStump(split: {
  readonly threshold?: string;
  readonly decision?: number;
  readonly categories?: readonly number[];
}): string {
  const words = split.categories ?? [];
  return [
    'tree',
    'version=v4',
    'num_class=1',
    'num_tree_per_iteration=1',
    'max_feature_idx=0',
    'objective=binary sigmoid:1',
    'feature_names=Column_0',
    'tree_sizes=300',
    '',
    'Tree=0',
    'num_leaves=2',
    `num_cat=${words.length > 0 ? 1 : 0}`,
    'split_feature=0',
    `threshold=${split.threshold ?? '0.5'}`,
    `decision_type=${split.decision ?? 2}`,
    'left_child=-1',
    'right_child=-2',
    'leaf_value=-1 1',
    'leaf_count=30 10',
    ...(words.length > 0
      ? [`cat_boundaries=0 ${words.length}`, `cat_threshold=${words.join(' ')}`]
      : []),
    'is_linear=0',
    'shrinkage=1',
    '',
    'end of trees',
    '',
  ].join('\n');
}
