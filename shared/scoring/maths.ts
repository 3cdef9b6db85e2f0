/** Φ(x), absolute error below 1e-14: G. West, "Better approximations to cumulative normal functions", Wilmott 2005. */
export function normalCdf(x: number): number {
  const z = Math.abs(x);
  if (z > 37) return x > 0 ? 1 : 0;
  const e = Math.exp((-z * z) / 2);
  let tail: number;
  if (z < 7.07106781186547) {
    let n = 3.52624965998911e-2 * z + 0.700383064443688;
    n = n * z + 6.37396220353165;
    n = n * z + 33.912866078383;
    n = n * z + 112.079291497871;
    n = n * z + 221.213596169931;
    n = n * z + 220.206867912376;
    let d = 8.83883476483184e-2 * z + 1.75566716318264;
    d = d * z + 16.064177579207;
    d = d * z + 86.7807322029461;
    d = d * z + 296.564248779674;
    d = d * z + 637.333633378831;
    d = d * z + 793.826512519948;
    d = d * z + 440.413735824752;
    tail = (e * n) / d;
  } else {
    let b = z + 0.65;
    b = z + 4 / b;
    b = z + 3 / b;
    b = z + 2 / b;
    b = z + 1 / b;
    tail = e / b / 2.506628274631;
  }
  return x > 0 ? 1 - tail : tail;
}

export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function clip(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** Median of the numbers that are not NaN; undefined when there is none. */
export function median(values: Iterable<number>): number | undefined {
  return quantile(values, 0.5);
}

/** Linear-interpolation quantile (type 7) of the numbers that are not NaN; undefined when there is none. */
export function quantile(values: Iterable<number>, q: number): number | undefined {
  const sorted = Float64Array.from(values).filter((v) => !Number.isNaN(v));
  if (sorted.length === 0) return undefined;
  sorted.sort();
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** 1.4826·MAD: the standard deviation of a normal sample, unmoved by outliers. Undefined without values. */
export function robustSd(values: readonly number[]): number | undefined {
  const centre = median(values);
  if (centre === undefined) return undefined;
  const mad = median(values.map((v) => Math.abs(v - centre)));
  return mad === undefined ? undefined : 1.4826 * mad;
}

/** ln Γ(x) for x > 0, Lanczos with g = 7. */
export function logGamma(x: number): number {
  let sum = 0.9999999999998099;
  for (let i = 0; i < LANCZOS.length; i++) sum += (LANCZOS[i] ?? 0) / (x + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** P(G < x) for G ~ Gamma(shape a, rate 1): regularised lower incomplete gamma. */
export function gammaCdf(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-15; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return Math.min(1, front * sum);
  }
  // Lentz's continued fraction of the upper tail.
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b || 1e-300);
    c = b + an / c || 1e-300;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-14) break;
  }
  return clip(1 - front * h, 0, 1);
}
