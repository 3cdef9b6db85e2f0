import { logistic } from '../scoring/maths.ts';

/** Normal prior of a coefficient; precision 0 = none. */
export interface Prior {
  readonly mean: number;
  readonly precision: number;
}

export interface LogisticFit {
  readonly coefficients: Float64Array;
  /** False when the maximum was not reached: outcomes a line separates have none without a prior. */
  readonly converged: boolean;
}

const MAX_STEPS = 50;

/**
 * Logistic regression at the maximum of the posterior, by IRLS (Newton) with halved steps.
 * @param columns one array a coefficient, rows long; put in a column of ones for an intercept
 * @param offset added to the linear predictor; null = none
 */
export function fitLogistic(
  columns: readonly Float64Array[],
  y: Uint8Array,
  priors: readonly Prior[],
  offset: Float64Array | null = null,
): LogisticFit {
  const k = columns.length;
  let beta = Float64Array.from({ length: k }, (_, j) => priors[j]?.mean ?? 0);
  const penalty = (b: Float64Array): number =>
    b.reduce(
      (sum, v, j) => sum + ((priors[j]?.precision ?? 0) / 2) * (v - (priors[j]?.mean ?? 0)) ** 2,
      0,
    );
  const linear = (b: Float64Array): Float64Array => {
    const out = offset ? offset.slice() : new Float64Array(y.length);
    columns.forEach((column, j) => {
      const v = b[j] ?? 0;
      for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + v * (column[i] ?? 0);
    });
    return out;
  };
  let eta = linear(beta);
  const lossOf = (z: Float64Array): number => negativeLogLikelihood(z, y);
  let cost = lossOf(eta) + penalty(beta);
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = derivatives(columns, y, eta);
    for (let j = 0; j < k; j++) {
      const { mean = 0, precision = 0 } = priors[j] ?? {};
      gradient[j] = (gradient[j] ?? 0) - precision * ((beta[j] ?? 0) - mean);
      hessian[j * k + j] = (hessian[j * k + j] ?? 0) + precision;
    }
    const move = solve(hessian, gradient, k);
    if (!move) return { coefficients: beta, converged: false };
    if (move.every((v) => Math.abs(v) < 1e-7)) return { coefficients: beta, converged: true };
    let length = 1;
    let next = beta.map((v, j) => v + (move[j] ?? 0));
    let nextEta = linear(next);
    while (!(lossOf(nextEta) + penalty(next) <= cost + 1e-10 * Math.abs(cost)) && length > 1e-6) {
      length /= 2;
      next = beta.map((v, j) => v + length * (move[j] ?? 0));
      nextEta = linear(next);
    }
    beta = next;
    eta = nextEta;
    cost = lossOf(eta) + penalty(beta);
  }
  return { coefficients: beta, converged: false };
}

function negativeLogLikelihood(eta: Float64Array, y: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < eta.length; i++) {
    const z = y[i] === 1 ? -(eta[i] ?? 0) : (eta[i] ?? 0);
    sum += z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  }
  return sum;
}

function derivatives(
  columns: readonly Float64Array[],
  y: Uint8Array,
  eta: Float64Array,
): { readonly gradient: Float64Array; readonly hessian: Float64Array } {
  const k = columns.length;
  const gradient = new Float64Array(k);
  const hessian = new Float64Array(k * k);
  const weighted = new Float64Array(eta.length);
  const p = eta.map(logistic);
  for (let a = 0; a < k; a++) {
    const column = columns[a] ?? weighted;
    let g = 0;
    for (let i = 0; i < p.length; i++) {
      const x = column[i] ?? 0;
      const q = p[i] ?? 0;
      g += x * ((y[i] ?? 0) - q);
      weighted[i] = x * q * (1 - q);
    }
    gradient[a] = g;
    for (let b = 0; b <= a; b++) {
      const other = columns[b] ?? weighted;
      let h = 0;
      for (let i = 0; i < p.length; i++) h += (weighted[i] ?? 0) * (other[i] ?? 0);
      hessian[a * k + b] = h;
      hessian[b * k + a] = h;
    }
  }
  return { gradient, hessian };
}

/** A·x = b for a symmetric positive definite A (Cholesky); undefined when it is not. */
export function solve(a: Float64Array, b: Float64Array, k: number): Float64Array | undefined {
  const l = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * k + j] ?? 0;
      for (let m = 0; m < j; m++) sum -= (l[i * k + m] ?? 0) * (l[j * k + m] ?? 0);
      if (i !== j) {
        l[i * k + j] = sum / (l[j * k + j] ?? 1);
        continue;
      }
      if (!(sum > 1e-12 * Math.abs(a[i * k + i] ?? 0))) return undefined;
      l[i * k + i] = Math.sqrt(sum);
    }
  const x = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let sum = b[i] ?? 0;
    for (let m = 0; m < i; m++) sum -= (l[i * k + m] ?? 0) * (x[m] ?? 0);
    x[i] = sum / (l[i * k + i] ?? 1);
  }
  for (let i = k - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let m = i + 1; m < k; m++) sum -= (l[m * k + i] ?? 0) * (x[m] ?? 0);
    x[i] = sum / (l[i * k + i] ?? 1);
  }
  return x;
}
