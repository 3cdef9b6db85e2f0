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
  const index = usableKinds(rows);
  const width = 3 + index.size;
  const sizes = logSizes(rows);
  const { cells, cellOf } = cellsOf(rows, index);
  const beta = new Float64Array(width);
  let totalY = 0;
  let totalX = 0;
  for (let i = 0; i < rows.length; i++) {
    totalY += counts[i] ?? 0;
    totalX += exposures[i] ?? 0;
  }
  beta[0] = Math.log((totalY + 0.5) / (totalX + 1));
  for (let n = 0; n < 50; n++) {
    const { a, b } = equations(beta, { cells, cellOf, sizes: sizes.centred, counts, exposures });
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
  const effect = (kind: Kind, value: string | null) => beta[placeOf(index, kind, value)] ?? 0;
  return {
    rateOf({ employees, industry, plan, region }) {
      const size =
        employees !== null && employees > 0
          ? (beta[1] ?? 0) * (Math.log(employees) - sizes.centre)
          : (beta[2] ?? 0);
      const kinds = effect('industry', industry) + effect('plan', plan) + effect('region', region);
      return Math.exp((beta[0] ?? 0) + size + kinds);
    },
    rows: rows.length,
  };
}

/** Places of the kinds among the coefficients: after intercept, size and unknown size. */
function usableKinds(rows: readonly LevelRow[]): Index {
  let size = 0;
  const placesOf = (kind: Kind) => {
    const seen = new Map<string, number>();
    for (const row of rows) {
      const value = row[kind];
      if (value !== null) seen.set(value, (seen.get(value) ?? 0) + 1);
    }
    const usable = [...seen].filter(([, n]) => n >= MIN_KIND).map(([value]) => value);
    return new Map(usable.toSorted().map((value) => [value, 3 + size++]));
  };
  const places = {
    industry: placesOf('industry'),
    plan: placesOf('plan'),
    region: placesOf('region'),
  };
  return { ...places, size };
}

const KINDS = ['industry', 'plan', 'region'] as const;
type Kind = (typeof KINDS)[number];
type Index = Readonly<Record<Kind, ReadonlyMap<string, number>>> & { readonly size: number };

/** Place of a kind among the coefficients; −1 = it shares the intercept. */
function placeOf(index: Index, kind: Kind, value: string | null): number {
  return value === null ? -1 : (index[kind].get(value) ?? -1);
}

/** ln employees of each row less their mean; NaN = unknown. */
function logSizes(rows: readonly LevelRow[]): { centred: Float64Array; centre: number } {
  const logs = Float64Array.from(rows, ({ employees }) =>
    employees !== null && employees > 0 ? Math.log(employees) : Number.NaN,
  );
  let sum = 0;
  let known = 0;
  for (const log of logs) {
    if (Number.isNaN(log)) continue;
    sum += log;
    known++;
  }
  const centre = known === 0 ? 0 : sum / known;
  return { centred: logs.map((log) => log - centre), centre };
}

/** Rows of the same kinds share a cell; `cells[cell]` holds the places of its coefficients but for size. */
function cellsOf(rows: readonly LevelRow[], index: Index) {
  const cells: (readonly number[])[] = [];
  const known = new Map<number, number>();
  const cellOf = Int32Array.from(rows, (row) => {
    let key = 0;
    for (const kind of KINDS) key = key * (index.size + 4) + placeOf(index, kind, row[kind]) + 1;
    let cell = known.get(key);
    if (cell === undefined) {
      known.set(key, (cell = cells.length));
      const places = KINDS.map((kind) => placeOf(index, kind, row[kind]));
      cells.push([0, ...places.filter((place) => place > 0)]);
    }
    return cell;
  });
  return { cells, cellOf };
}

interface Design {
  readonly cells: readonly (readonly number[])[];
  readonly cellOf: Int32Array;
  readonly sizes: Float64Array;
  readonly counts: Float64Array;
  readonly exposures: Float64Array;
}

/** Normal equations of one step: summed by cell first, because a large book has few cells. */
function equations(beta: Float64Array, { cells, cellOf, sizes, counts, exposures }: Design) {
  const width = beta.length;
  const base = Float64Array.from(cells, (places) =>
    places.reduce((sum, j) => sum + (beta[j] ?? 0), 0),
  );
  // Per cell: Σw, Σwu, Σwu², Σwz, Σwuz of known headcount u, then Σw and Σwz of unknown.
  const sums = new Float64Array(7 * cells.length);
  const [slope, unknown] = [beta[1] ?? 0, beta[2] ?? 0];
  for (let i = 0; i < cellOf.length; i++) {
    const x = exposures[i] ?? 0;
    if (!(x > 0)) continue;
    const u = sizes[i] ?? Number.NaN;
    const cell = cellOf[i] ?? 0;
    const at = 7 * cell;
    const eta = (base[cell] ?? 0) + (Number.isNaN(u) ? unknown : slope * u);
    const m = Math.exp(eta) * x;
    const w = m / (1 + 0.5 * m);
    const wz = w * (eta + ((counts[i] ?? 0) - m) / Math.max(m, 1e-9));
    if (Number.isNaN(u)) {
      sums[at + 5] = (sums[at + 5] ?? 0) + w;
      sums[at + 6] = (sums[at + 6] ?? 0) + wz;
      continue;
    }
    sums[at] = (sums[at] ?? 0) + w;
    sums[at + 1] = (sums[at + 1] ?? 0) + w * u;
    sums[at + 2] = (sums[at + 2] ?? 0) + w * u * u;
    sums[at + 3] = (sums[at + 3] ?? 0) + wz;
    sums[at + 4] = (sums[at + 4] ?? 0) + wz * u;
  }
  const a = new Float64Array(width * width);
  const b = new Float64Array(width);
  const add = (row: number, column: number, by: number) => {
    a[row * width + column] = (a[row * width + column] ?? 0) + by;
  };
  cells.forEach((places, cell) => {
    const [w = 0, wu = 0, wuu = 0, wz = 0, wuz = 0, w2 = 0, wz2 = 0] = sums.subarray(7 * cell);
    for (const j of places) {
      for (const k of places) add(j, k, w + w2);
      add(j, 1, wu);
      add(1, j, wu);
      add(j, 2, w2);
      add(2, j, w2);
      b[j] = (b[j] ?? 0) + wz + wz2;
    }
    add(1, 1, wuu);
    add(2, 2, w2);
    b[1] = (b[1] ?? 0) + wuz;
    b[2] = (b[2] ?? 0) + wz2;
  });
  return { a, b };
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
