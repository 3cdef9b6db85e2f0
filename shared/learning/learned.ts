import { solveBaseline } from '../scoring/base-rate.ts';
import { ga2mSteps, type Ga2mOptions, type Ga2mProgress } from './ga2m.ts';
import { calibrated, fitOffsetRidge, fitPlatt, shrunkRate, type Rung } from './ladder.ts';
import { parseModel, type Ga2mModel } from './model.ts';
import { predict } from './predict.ts';
import { takeRows, type Table } from './table.ts';

/** The scorecard's logit, moved: intercept + slope · logit. It orders the offices as the scorecard does. */
export interface Recalibrated {
  readonly kind: 'recalibrated';
  readonly intercept: number;
  readonly slope: number;
}

/** The scorecard's logit with strongly shrunken features beside it; an unknown feature adds nothing. */
export interface OffsetRidge {
  readonly kind: 'ridge';
  readonly intercept: number;
  readonly slope: number;
  readonly features: readonly {
    readonly name: string;
    readonly mean: number;
    readonly sd: number;
    /** Log-odds by standard deviation. */
    readonly coefficient: number;
  }[];
}

/** The additive model with pairs; `shift` refreshes its intercept on the latest outcomes. */
export interface Additive {
  readonly kind: 'ga2m';
  readonly model: Ga2mModel;
  readonly shift: number;
}

/** What was learned from outcomes: plain data that survives JSON unchanged. */
export type LearnedModel = Recalibrated | OffsetRidge | Additive;

/** Rows of a table and the scorecard's logit of each. */
export interface Rows {
  readonly table: Table;
  readonly scorecard: Float64Array;
}

/** Logit of every row. */
export function logitsOf(model: LearnedModel, { table, scorecard }: Rows): Float64Array {
  if (model.kind === 'ga2m') return predict(model.model, table).map((z) => z + model.shift);
  const out = calibrated(model, scorecard);
  if (model.kind === 'recalibrated') return out;
  for (const feature of model.features) {
    const values = numbersOf(table, feature.name);
    for (let i = 0; i < out.length; i++)
      out[i] = (out[i] ?? 0) + feature.coefficient * standardised(values[i], feature);
  }
  return out;
}

export function moved(model: LearnedModel, by: number): LearnedModel {
  return model.kind === 'ga2m'
    ? { ...model, shift: model.shift + by }
    : { ...model, intercept: model.intercept + by };
}

const numbersOf = (table: Table, name: string): Float64Array => {
  const column = table.columns.find((known) => known.name === name);
  return column?.kind === 'numeric' ? column.values : new Float64Array(table.rows).fill(Number.NaN);
};

export function standardised(
  value: number | undefined,
  { mean, sd }: { readonly mean: number; readonly sd: number },
): number {
  return value === undefined || Number.isNaN(value) ? 0 : (value - mean) / sd;
}

/** What a fit is given beside rows and outcomes. */
export interface FitSettings {
  /** Of each row; offices of a company are held out together. */
  readonly groups: Int32Array;
  /** Chance within the horizon that was declared, for the first rung. */
  readonly declared: number;
  readonly ga2m: Ga2mOptions;
}

/** Fits what a rung of the ladder allows. */
export function* fitRung(
  rung: Rung,
  rows: Rows,
  y: Uint8Array,
  { groups, declared, ga2m }: FitSettings,
): Generator<Ga2mProgress, LearnedModel> {
  if (rung === 'intercept') return fitIntercept(rows.scorecard, y, declared);
  if (rung === 'platt') return { kind: 'recalibrated', ...fitPlatt(rows.scorecard, y) };
  if (rung === 'ridge') return fitRidge(rows, y);
  const model = yield* ga2mSteps(rows.table, y, { ...ga2m, groups });
  return { kind: 'ga2m', model, shift: 0 };
}

/** Moves the mean prediction to the observed rate, drawn to what the scorecard says by itself. */
function fitIntercept(scorecard: Float64Array, y: Uint8Array, declared: number): Recalibrated {
  const events = y.reduce((sum, v) => sum + v, 0);
  const wanted = shrunkRate(events, y.length, declared);
  return { kind: 'recalibrated', intercept: solveBaseline(scorecard, wanted), slope: 1 };
}

function fitRidge({ table, scorecard }: Rows, y: Uint8Array): OffsetRidge {
  const features = table.columns.flatMap((column) => {
    if (column.kind !== 'numeric') return [];
    const known = column.values.filter((v) => Number.isFinite(v));
    const mean = known.reduce((sum, v) => sum + v / known.length, 0);
    const variance = known.reduce((sum, v) => sum + (v - mean) ** 2 / known.length, 0);
    const sd = Math.sqrt(variance);
    return sd > 1e-9 ? [{ name: column.name, mean, sd, values: column.values }] : [];
  });
  const { coefficients } = fitOffsetRidge(
    scorecard,
    features.map((feature) => feature.values.map((v) => standardised(v, feature))),
    y,
  );
  return {
    kind: 'ridge',
    intercept: coefficients[0] ?? 0,
    slope: coefficients[1] ?? 1,
    features: features.map(({ name, mean, sd }, k) => ({
      name,
      mean,
      sd,
      coefficient: coefficients[k + 2] ?? 0,
    })),
  };
}

export function takeBoth({ table, scorecard }: Rows, places: Int32Array): Rows {
  return {
    table: takeRows(table, places),
    scorecard: Float64Array.from(places, (i) => scorecard[i] ?? 0),
  };
}

/**
 * A model as it was kept.
 * @throws Error naming what is wrong
 */
export function parseLearned(value: unknown): LearnedModel {
  const model = (value ?? {}) as LearnedModel;
  if (model.kind === 'ga2m') {
    if (!Number.isFinite(model.shift))
      throw new Error('The model is damaged: its shift is missing.');
    return { ...model, model: parseModel(model.model) };
  }
  const known = model.kind === 'recalibrated' || model.kind === 'ridge';
  if (!known || !Number.isFinite(model.intercept) || !Number.isFinite(model.slope))
    throw new Error('The model is damaged: it is of no kind Atrium knows.');
  return model;
}
