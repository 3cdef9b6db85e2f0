/**
 * A small seeded generator, so that a fit is a function of its data and its seed: the finaliser of MurmurHash3 over a
 * Weyl sequence (the construction of SplitMix: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
 */
function scramble(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A well-mixed number in [0, 2³²) of two keys. */
export function hash(a: number, b: number): number {
  return scramble(Math.imul(scramble((a | 0) + 0x3c6ef372), 5) + (b | 0) + 0x1b873593) >>> 0;
}

/** A stream of numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = scramble(seed ^ 0x5bd1e995);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return (scramble(state) >>> 0) / 4294967296;
  };
}
