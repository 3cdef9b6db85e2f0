import { numbersOf, readSections, SAVE_AGAIN, type Section } from './lightgbm-text.ts';
import { Refused } from './refusal.ts';
import { assemble, MAX_FEATURES, MAX_TREES, type RawTree, type TreeModel } from './trees.ts';

/** Bits of `decision_type` (include/LightGBM/tree.h). */
const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;

/**
 * Reads what `save_model('model.txt')` writes (src/boosting/gbdt_model_text.cpp, src/io/tree.cpp of LightGBM).
 * Leaf values hold the learning rate and the average that boosting started from; categorical splits are read.
 * @throws Refused for anything but a binary model with constant leaves
 */
export function readLightgbm(text: string): TreeModel {
  const { header, trees } = readSections(text);
  const version = header.get('version') ?? '';
  if (version !== 'v3' && version !== 'v4')
    throw new Refused(
      `The model's text is of version ‘${version}’, and Atrium reads v3 and v4`,
      'to save it with LightGBM 3 or 4',
    );
  const slope = slopeOf(header);
  if (trees.length === 0) throw new Refused('The model has no trees', SAVE_AGAIN);
  if (trees.length > MAX_TREES)
    throw new Refused(
      `The model has ${trees.length.toLocaleString('en-US')} trees, more than ${MAX_TREES.toLocaleString('en-US')}`,
      'for a model of fewer rounds, at a higher learning rate',
    );
  const features = Number(header.get('max_feature_idx') ?? Number.NaN) + 1;
  if (!Number.isInteger(features) || features < 1 || features > MAX_FEATURES)
    throw new Refused(
      `The model's max_feature_idx is ${header.get('max_feature_idx')}`,
      SAVE_AGAIN,
    );
  return {
    format: 'lightgbm',
    version,
    featureNames: namesOf(header, features),
    features,
    ...assemble(trees.map(treeOf), features),
    base: 0,
    slope,
    bestIteration: -1,
  };
}

/** `objective=binary sigmoid:1`: the probability is 1 / (1 + e^(−sigmoid · margin)). */
function slopeOf(header: Section): number {
  const classes = Number(header.get('num_class') ?? 1);
  if (classes > 1 || Number(header.get('num_tree_per_iteration') ?? 1) > 1)
    throw new Refused(
      `The model tells ${classes} classes apart, and Atrium needs one probability of churn`,
      "for a model of two outcomes, with objective='binary'",
    );
  if (header.has('average_output'))
    throw new Refused(
      'The model is a random forest (average_output), whose trees are averaged',
      "for a model trained with boosting='gbdt'",
    );
  const [name = '', ...more] = (header.get('objective') ?? 'custom').split(' ');
  if (name !== 'binary')
    throw new Refused(
      `The model's objective is ${name}, whose output is no log-odds of churn`,
      "for a model trained with objective='binary'",
    );
  const slope = Number(more.find((word) => word.startsWith('sigmoid:'))?.slice(8) ?? 1);
  if (!(slope > 0 && Number.isFinite(slope)))
    throw new Refused(`The model's objective is ‘${header.get('objective')}’`, SAVE_AGAIN);
  return slope;
}

/** LightGBM makes up `Column_0` … where it was given none. */
function namesOf(header: Section, features: number): readonly string[] {
  const names = (header.get('feature_names') ?? '').split(' ').filter(Boolean);
  return names.length === features && !names.every((name, i) => name === `Column_${i}`)
    ? names
    : [];
}

function treeOf(section: Section, t: number): RawTree {
  if (Number(section.get('is_linear') ?? 0) !== 0)
    throw new Refused(
      `Tree ${t} has linear models in its leaves (linear_tree)`,
      'for a model trained with linear_tree=false',
    );
  const leaves = Number(section.get('num_leaves') ?? 0);
  const list = (name: string, length: number): readonly number[] => {
    const values = numbersOf(section, name, t);
    if (values.length === length) return values;
    throw new Refused(`Tree ${t} has ${values.length} ${name} where ${length} belong`, SAVE_AGAIN);
  };
  const value = list('leaf_value', leaves);
  const cover = section.has('leaf_count') ? list('leaf_count', leaves) : [];
  const leaf = (i: number) =>
    i < leaves ? { value: value[i] ?? Number.NaN, cover: cover[i] ?? 0 } : undefined;
  if (leaves === 1) return { root: -1, at: (node) => leaf(~node) };
  const splits = leaves - 1;
  const feature = list('split_feature', splits);
  const threshold = list('threshold', splits);
  const decision = list('decision_type', splits);
  const left = list('left_child', splits);
  const right = list('right_child', splits);
  const categories = categoriesOf(section, t);
  return {
    root: 0,
    // A negative child is ~ its leaf.
    at(node) {
      if (node < 0) return leaf(~node);
      if (node >= splits) return undefined;
      const bits = decision[node] ?? 0;
      return {
        feature: feature[node] ?? -1,
        threshold: threshold[node] ?? Number.NaN,
        left: left[node] ?? splits,
        right: right[node] ?? splits,
        defaultLeft: (bits & DEFAULT_LEFT) !== 0,
        missing: (bits >> 2) & 3,
        categories: (bits & CATEGORICAL) === 0 ? undefined : categories(threshold[node] ?? -1),
      };
    },
  };
}

/** The threshold of a categorical split is the place of its bitset between `cat_boundaries`. */
function categoriesOf(section: Section, t: number): (place: number) => Uint32Array {
  const bounds = numbersOf(section, 'cat_boundaries', t);
  const words = numbersOf(section, 'cat_threshold', t);
  return (place) => {
    const from = bounds[place];
    const to = bounds[place + 1];
    if (from === undefined || to === undefined || to > words.length)
      throw new Refused(`Tree ${t} has no categories ${place}`, SAVE_AGAIN);
    return Uint32Array.from(words.slice(from, to));
  };
}
