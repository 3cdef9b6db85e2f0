/**
 * A small counter-based generator: any (seed, office, day) opens its own stream, so a day can be made without the days
 * before it. The stream is xoroshiro64* (Blackman and Vigna, https://prng.di.unimi.it/xoroshiro64star.c), opened by the
 * finaliser of MurmurHash3. Nothing here reads a clock.
 */
export type Rng = Int32Array;

function scramble(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A well-mixed 32-bit number of up to four keys. */
export function hash(a: number, b: number, c = 0, d = 0): number {
  let h = scramble((a | 0) + 0x3c6ef372);
  h = scramble(Math.imul(h, 5) + (b | 0) + 0x1b873593);
  h = scramble(Math.imul(h, 5) + (c | 0) + 0x52dce729);
  return scramble(Math.imul(h, 5) + (d | 0) + 0x38495ab5);
}

/** The same as a number in [0, 1). */
export function hashUnit(a: number, b: number, c = 0, d = 0): number {
  return (hash(a, b, c, d) >>> 0) / 4294967296;
}

export function newRng(): Rng {
  return new Int32Array(2);
}

/** Puts a stream at its beginning. `key` should come from {@link hash}. */
export function openStream(rng: Rng, key: number, lane: number): void {
  const h = scramble(key ^ Math.imul(lane + 1, 0x9e3779b1));
  rng[0] = h === 0 ? 1 : h;
  rng[1] = scramble(h + 0x6d2b79f5);
}

/** Uniform in [0, 1). */
export function unit(rng: Rng): number {
  const s0 = rng[0] ?? 0;
  const s1 = (rng[1] ?? 0) ^ s0;
  rng[0] = ((s0 << 26) | (s0 >>> 6)) ^ s1 ^ (s1 << 9);
  rng[1] = (s1 << 13) | (s1 >>> 19);
  return (Math.imul(s0, 0x9e3779bb) >>> 0) / 4294967296;
}

/** Integer in [low, high]. */
export function between(rng: Rng, low: number, high: number): number {
  return low + Math.floor(unit(rng) * (high - low + 1));
}

export function chance(rng: Rng, p: number): boolean {
  return unit(rng) < p;
}

/** Normal with the given mean and standard deviation (Box–Muller). */
export function normal(rng: Rng, mean = 0, sd = 1): number {
  const r = Math.sqrt(-2 * Math.log(1 - unit(rng)));
  return mean + sd * r * Math.cos(2 * Math.PI * unit(rng));
}

/** Poisson: inversion below 30, rounded normal above. */
export function poisson(rng: Rng, mean: number): number {
  if (!(mean > 0)) return 0;
  if (mean > 30) return Math.max(0, Math.round(normal(rng, mean, Math.sqrt(mean))));
  let left = unit(rng);
  let p = Math.exp(-mean);
  let k = 0;
  while (left > p && k < 200) {
    left -= p;
    k += 1;
    p *= mean / k;
  }
  return k;
}

/** Gamma with a whole-number shape and mean 1: the day-to-day overdispersion of counts. */
export function gammaMeanOne(rng: Rng, shape: number): number {
  let product = 1;
  for (let i = 0; i < shape; i += 1) product *= 1 - unit(rng);
  return -Math.log(product) / shape;
}

/** Index drawn with the given weights (any positive sum). */
export function pick(rng: Rng, weights: readonly number[]): number {
  let total = 0;
  for (const w of weights) total += w;
  let left = unit(rng) * total;
  for (let i = 0; i < weights.length; i += 1) {
    left -= weights[i] ?? 0;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** Rounds up with the probability of the fraction, so the mean is kept. */
export function roundAtRandom(rng: Rng, x: number): number {
  const whole = Math.floor(x);
  return unit(rng) < x - whole ? whole + 1 : whole;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
