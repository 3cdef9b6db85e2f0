/** Level that an office of this size and kind usually reaches: quasi-Poisson regression by IRLS. */

export interface LevelRow {
  readonly employees: number | null;
  readonly industry: string | null;
  readonly plan: string | null;
  readonly region: string | null;
}

export interface LevelModel {
  /** Events per standard day. */
  readonly rateOf: (row: LevelRow) => number;
  readonly rows: number;
}

const MIN_ROWS = 30;
/** Kinds seen less often than this share the intercept. */
const MIN_KIND = 10;
/** Only so strong that a kind that overlaps another does not make the equations singular. */
const RIDGE = 1e-3;

/**
 * ln μ = β0 + β1 ln(employees) + industry + plan + region + 1[employees missing], offset ln X, weight m/(1 + .5m).
 * @returns undefined with fewer than 30 rows: there is then no expectation to compare with
 */
export function fitLevel(
  rows: readonly LevelRow[],
  counts: Float64Array,
  exposures: Float64Array,
): LevelModel | undefined {
  if (rows.length < MIN_ROWS) return undefined;
  const index = new Map<string, number>();
  for (const kind of ['industry', 'plan', 'region'] as const) {
    const seen = new Map<string, number>();
    for (const row of rows) {
      const value = row[kind];
      if (value !== null) seen.set(value, (seen.get(value) ?? 0) + 1);
    }
    const usable = [...seen].filter(([, n]) => n >= MIN_KIND).map(([value]) => value);
    for (const value of usable.toSorted()) index.set(`${kind}\u001f${value}`, 3 + index.size);
  }
  const width = 3 + index.size;
  let logSum = 0;
  let logCount = 0;
  for (const row of rows) {
    if (row.employees === null || row.employees <= 0) continue;
    logSum += Math.log(row.employees);
    logCount++;
  }
  const centre = logCount === 0 ? 0 : logSum / logCount;

  const terms = (row: LevelRow): { at: number[]; x: number[] } => {
    const known = row.employees !== null && row.employees > 0;
    const at = [0, known ? 1 : 2];
    const x = [1, known ? Math.log(row.employees ?? 1) - centre : 1];
    for (const kind of ['industry', 'plan', 'region'] as const) {
      const j = row[kind] === null ? undefined : index.get(`${kind}\u001f${row[kind]}`);
      if (j === undefined) continue;
      at.push(j);
      x.push(1);
    }
    return { at, x };
  };
  const design = rows.map(terms);
  const beta = new Float64Array(width);
  let totalY = 0;
  let totalX = 0;
  for (let i = 0; i < rows.length; i++) {
    totalY += counts[i] ?? 0;
    totalX += exposures[i] ?? 0;
  }
  beta[0] = Math.log((totalY + 0.5) / (totalX + 1));
  for (let n = 0; n < 50; n++) {
    const a = new Float64Array(width * width);
    const b = new Float64Array(width);
    for (let i = 0; i < rows.length; i++) {
      const x = exposures[i] ?? 0;
      const row = design[i];
      if (!(x > 0) || !row) continue;
      const eta = dot(beta, row);
      const m = Math.exp(eta) * x;
      const w = m / (1 + 0.5 * m);
      const z = eta + ((counts[i] ?? 0) - m) / Math.max(m, 1e-9);
      for (let p = 0; p < row.at.length; p++) {
        const ap = row.at[p] ?? 0;
        const wx = w * (row.x[p] ?? 0);
        b[ap] = (b[ap] ?? 0) + wx * z;
        for (let q = 0; q < row.at.length; q++) {
          const cell = ap * width + (row.at[q] ?? 0);
          a[cell] = (a[cell] ?? 0) + wx * (row.x[q] ?? 0);
        }
      }
    }
    for (let j = 1; j < width; j++) a[j * width + j] = (a[j * width + j] ?? 0) + RIDGE;
    const next = solve(a, b, width);
    if (!next) return undefined;
    let moved = 0;
    for (let j = 0; j < width; j++) {
      // A step of at most 2 keeps the first iterations from overshooting on the log scale.
      const by = Math.max(-2, Math.min(2, (next[j] ?? 0) - (beta[j] ?? 0)));
      beta[j] = (beta[j] ?? 0) + by;
      moved = Math.max(moved, Math.abs(by));
    }
    if (moved < 1e-10) break;
  }
  return { rateOf: (row) => Math.exp(dot(beta, terms(row))), rows: rows.length };
}

function dot(beta: Float64Array, row: { at: number[]; x: number[] }): number {
  let sum = 0;
  for (let p = 0; p < row.at.length; p++) sum += (beta[row.at[p] ?? 0] ?? 0) * (row.x[p] ?? 0);
  return sum;
}

/** Gaussian elimination with partial pivoting; undefined when singular. `a` and `b` are used up. */
function solve(a: Float64Array, b: Float64Array, n: number): Float64Array | undefined {
  const at = (r: number, c: number) => a[r * n + c] ?? 0;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(at(r, c)) > Math.abs(at(pivot, c))) pivot = r;
    if (Math.abs(at(pivot, c)) < 1e-12) return undefined;
    if (pivot !== c) {
      for (let k = 0; k < n; k++) {
        const t = at(c, k);
        a[c * n + k] = at(pivot, k);
        a[pivot * n + k] = t;
      }
      const t = b[c] ?? 0;
      b[c] = b[pivot] ?? 0;
      b[pivot] = t;
    }
    for (let r = c + 1; r < n; r++) {
      const f = at(r, c) / at(c, c);
      if (f === 0) continue;
      for (let k = c; k < n; k++) a[r * n + k] = at(r, k) - f * at(c, k);
      b[r] = (b[r] ?? 0) - f * (b[c] ?? 0);
    }
  }
  const x = new Float64Array(n);
  for (let r = n - 1; r >= 0; r--) {
    let sum = b[r] ?? 0;
    for (let k = r + 1; k < n; k++) sum -= at(r, k) * (x[k] ?? 0);
    x[r] = sum / at(r, r);
  }
  return x;
}
