import { placeOf, readJson, type Json } from './json.ts';
import { Refused, SAVE_XGBOOST } from './refusal.ts';
import {
  assemble,
  MAX_FEATURES,
  MAX_TREES,
  MISSING,
  type RawTree,
  type TreeModel,
} from './trees.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads what `save_model('model.json')` writes: https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
 * @throws Refused for anything but a binary:logistic gbtree with numerical splits
 */
export function readXgboost(text: string): TreeModel {
  const json = readXgboostJson(text);
  if (!json.ok)
    throw new Refused(`The model file is broken JSON: ${placeOf(json.problem)}`, SAVE_AGAIN);
  const learner = fieldsOf(fieldsOf(json.value)['learner']);
  const booster = fieldsOf(learner['gradient_booster']);
  checkObjective(learner);
  checkBooster(booster);
  const model = fieldsOf(booster['model']);
  const rawTrees = model['trees'];
  if (!Array.isArray(rawTrees) || rawTrees.length === 0) throw otherJson(json.value);
  checkTreeCount(rawTrees.length, model);
  const params = fieldsOf(learner['learner_model_param']);
  const features = whole(params['num_feature']) ?? 0;
  if (features < 1 || features > MAX_FEATURES)
    throw new Refused(`The model says it has ${features} features`, SAVE_AGAIN);
  const trees = rawTrees.map((tree, t) => treeOf(fieldsOf(tree), t));
  const names = learner['feature_names'];
  return {
    format: 'xgboost',
    version: versionOf(fieldsOf(json.value)['version']),
    featureNames: Array.isArray(names) ? names.map(String) : [],
    features,
    ...assemble(trees, features),
    base: baseOf(params['base_score']),
    slope: 1,
    bestIteration: whole(fieldsOf(learner['attributes'])['best_iteration']) ?? -1,
  };
}

/** Numbers that are not finite are written as bare words, which are no JSON: NaN at each categorical split, for one. */
function readXgboostJson(text: string): Json {
  const json = readJson(text);
  if (json.ok || !/^-?(?:NaN|Infinity)$/.test(json.problem.found)) return json;
  const quoted = readJson(
    text.replaceAll(/"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)/g, (found) =>
      found.startsWith('"') ? found : `"${found}"`,
    ),
  );
  return quoted.ok ? quoted : json;
}

const WORDS: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);

const SAVE_AGAIN = SAVE_XGBOOST.replace('save it', 'save it again');

/** What else is JSON and comes from such libraries. */
function otherJson(value: unknown): Refused {
  const fields = fieldsOf(value);
  if (Array.isArray(value) && 'nodeid' in fieldsOf(value[0]))
    return new Refused('The file is a dump for reading (dump_model), not a model', SAVE_XGBOOST);
  if ('tree_info' in fields)
    return new Refused(
      "The file is LightGBM's dump_model JSON, which does not hold the whole model",
      "to save it with LightGBM's save_model('model.txt')",
    );
  if ('oblivious_trees' in fields)
    return new Refused('The file is a CatBoost model', 'for an XGBoost or LightGBM model instead');
  if ('learner' in fields)
    return new Refused('The file has XGBoost settings but no trees (save_config)', SAVE_XGBOOST);
  return new Refused('The file is JSON but not an XGBoost model', SAVE_XGBOOST);
}

function checkObjective(learner: Fields): void {
  const name = fieldsOf(learner['objective'])['name'];
  const params = fieldsOf(learner['learner_model_param']);
  const classes = whole(params['num_class']) ?? 0;
  const targets = whole(params['num_target']) ?? 1;
  if (classes > 1)
    throw new Refused(
      `The model tells ${classes} classes apart, and Atrium needs one probability of churn`,
      "for a model of two outcomes, with objective='binary:logistic'",
    );
  if (targets > 1)
    throw new Refused(
      `The model has ${targets} targets, and Atrium needs one probability of churn`,
      "for a model of one target, with objective='binary:logistic'",
    );
  if (name !== undefined && name !== 'binary:logistic')
    throw new Refused(
      `The model's objective is ${wordOf(name)}, whose output is no log-odds of churn`,
      "for a model trained with objective='binary:logistic'",
    );
}

function checkBooster(booster: Fields): void {
  const name = booster['name'];
  if (name === 'dart' || 'weight_drop' in booster)
    throw new Refused(
      'The model is DART, whose trees are weighted anew by weight_drop',
      "for a model trained with booster='gbtree'",
    );
  if (name !== undefined && name !== 'gbtree')
    throw new Refused(
      `The model's booster is ${wordOf(name)}, which has no trees`,
      "for a model trained with booster='gbtree'",
    );
}

function checkTreeCount(count: number, model: Fields): void {
  if (count > MAX_TREES)
    throw new Refused(
      `The model has ${count.toLocaleString('en-US')} trees, more than ${MAX_TREES.toLocaleString('en-US')}`,
      'for a model of fewer rounds, at a higher learning rate',
    );
  const said = whole(fieldsOf(model['gbtree_model_param'])['num_trees']);
  if (said !== undefined && said !== count)
    throw new Refused(`The file says it has ${said} trees and holds ${count}`, SAVE_AGAIN);
}

/** The intercept is a probability; since XGBoost 3.1 it is written as a list of one, `"[5E-1]"`. */
function baseOf(value: unknown): number {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  const inner = /^\s*\[([^,\]]*)\]\s*$/.exec(text)?.[1] ?? text;
  const probability = inner.trim() === '' ? Number.NaN : Math.fround(Number(inner));
  if (!(probability > 0 && probability < 1))
    throw new Refused(
      `The model's base_score is ‘${text}’, which is no probability between 0 and 1`,
      "for a model trained with objective='binary:logistic' and one base_score",
    );
  // As ProbToMargin in src/objective/regression_loss.h, in float32.
  return Math.fround(-Math.log(Math.fround(Math.fround(1 / probability) - 1)));
}

function treeOf(tree: Fields, t: number): RawTree {
  const vector = whole(fieldsOf(tree['tree_param'])['size_leaf_vector']) ?? 1;
  if (vector > 1)
    throw new Refused(
      `Tree ${t} has leaves of ${vector} values, as models of many targets have`,
      "for a model of one target, with objective='binary:logistic'",
    );
  const left = numbersOf(tree, 'left_children', t);
  const column = (name: string): readonly number[] => {
    const values = numbersOf(tree, name, t);
    if (values.length === left.length) return values;
    throw new Refused(
      `Tree ${t} has ${left.length} nodes but ${values.length} ${name}`,
      SAVE_AGAIN,
    );
  };
  const right = column('right_children');
  const condition = column('split_conditions');
  const feature = column('split_indices');
  const defaultLeft = column('default_left');
  const cover = Array.isArray(tree['sum_hessian']) ? column('sum_hessian') : [];
  const kind = Array.isArray(tree['split_type']) ? column('split_type') : [];
  return {
    root: 0,
    at(node) {
      const to = left[node];
      if (to === undefined) return undefined;
      const value = Math.fround(condition[node] ?? Number.NaN);
      if (to === -1) return { value, cover: cover[node] ?? 0 };
      if (kind[node] === 1)
        throw new Refused(
          `Tree ${t} splits on categories (enable_categorical) of feature ${feature[node] ?? '?'}`,
          'for a model whose categories are columns of 0 and 1',
        );
      if (!Number.isFinite(value))
        throw new Refused(
          `Tree ${t} has a threshold that is not finite (${condition[node]})`,
          SAVE_AGAIN,
        );
      return {
        feature: feature[node] ?? -1,
        threshold: value,
        left: to,
        right: right[node] ?? -1,
        defaultLeft: defaultLeft[node] === 1,
        missing: MISSING.nan,
        categories: undefined,
      };
    },
  };
}

/** Flags are 0 and 1, or false and true, by version. */
function numbersOf(tree: Fields, name: string, t: number): readonly number[] {
  const values = tree[name];
  if (!Array.isArray(values)) throw new Refused(`Tree ${t} has no ${name}`, SAVE_AGAIN);
  return values.map((value: unknown) => {
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (WORDS.has(value)) return Number(value);
    throw new Refused(
      `Tree ${t} has ${JSON.stringify(value)} among its ${name}, which is not a number`,
      SAVE_AGAIN,
    );
  });
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : 'unknown';
}

/** XGBoost writes its counts as text. */
function whole(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

function versionOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('.') : '';
}
