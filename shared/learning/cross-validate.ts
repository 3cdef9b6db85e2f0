import { ga2mSteps, type Ga2mOptions, type Ga2mProgress } from './ga2m.ts';
import {
  auc,
  averagePrecision,
  brier,
  calibration,
  lift,
  logLoss,
  observedOverExpected,
} from './metrics.ts';
import { predict } from './predict.ts';
import { takeRows, type Table } from './table.ts';

/** How well logits fit outcomes; NaN where a measure has no meaning. */
export interface Measures {
  readonly rows: number;
  readonly events: number;
  readonly auc: number;
  readonly averagePrecision: number;
  readonly lift: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly slope: number;
  readonly intercept: number;
  readonly observedOverExpected: number;
}

export function measure(logits: Float64Array, y: Uint8Array): Measures {
  return {
    rows: y.length,
    events: y.reduce((sum, v) => sum + v, 0),
    auc: auc(logits, y),
    averagePrecision: averagePrecision(logits, y),
    lift: lift(logits, y),
    logLoss: logLoss(logits, y),
    brier: brier(logits, y),
    ...calibration(logits, y),
    observedOverExpected: observedOverExpected(logits, y),
  };
}

export interface CrossValidation {
  readonly folds: readonly (Measures & { readonly fold: number })[];
  /** Over all rows, each by the model that has not seen it. */
  readonly pooled: Measures;
  /** Logit of every row, likewise. */
  readonly logits: Float64Array;
}

/**
 * Fits on all folds but one and judges by that one, for each in turn. Everything is found anew on the rows fitted on,
 * bins and pairs included. Yields before each round of boosting.
 * @param folds label of each row's fold
 */
export function* crossValidate(
  table: Table,
  y: Uint8Array,
  folds: Int32Array,
  options: Ga2mOptions & { readonly groups: Int32Array },
): Generator<Ga2mProgress & { readonly fold: number }, CrossValidation> {
  const logits = new Float64Array(table.rows);
  const rows = Int32Array.from(folds.keys());
  const measures: (Measures & { readonly fold: number })[] = [];
  for (const fold of [...new Set(folds)].toSorted((a, b) => a - b)) {
    const inside = rows.filter((i) => folds[i] !== fold);
    const outside = rows.filter((i) => folds[i] === fold);
    const steps = ga2mSteps(
      takeRows(table, inside),
      Uint8Array.from(inside, (i) => y[i] ?? 0),
      { ...options, groups: inside.map((i) => options.groups[i] ?? 0) },
    );
    let step = steps.next();
    while (!step.done) {
      yield { ...step.value, fold };
      step = steps.next();
    }
    const found = predict(step.value, takeRows(table, outside));
    outside.forEach((i, k) => (logits[i] = found[k] ?? 0));
    measures.push({
      fold,
      ...measure(
        found,
        Uint8Array.from(outside, (i) => y[i] ?? 0),
      ),
    });
  }
  return { folds: measures, pooled: measure(logits, y), logits };
}

/** Mean and standard deviation of the numbers that are not NaN; NaN without one. */
export function meanAndSd(values: readonly number[]): {
  readonly mean: number;
  readonly sd: number;
} {
  const known = values.filter((v) => !Number.isNaN(v));
  const mean = known.reduce((sum, v) => sum + v / known.length, known.length > 0 ? 0 : Number.NaN);
  const squares = known.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (known.length - 1)) };
}
