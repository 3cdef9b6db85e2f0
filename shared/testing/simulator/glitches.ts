import { between, chance, hash, newRng, openStream } from '../sample/random.ts';
import type { Mechanism } from './mechanism.ts';

export interface Glitches {
  /** Days on which the whole book has no row. */
  readonly bookDays: Uint8Array;
  /** Days `[from, to)` without a row, per office; from = −1: none. */
  readonly gaps: readonly Span[];
  /** Days on which zeros were recorded whatever happened. */
  readonly outages: readonly Span[];
  /** Day with a negative count, −1 = none. */
  readonly negativeOn: Int32Array;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

const NONE: Span = { from: -1, to: -1 };

export function plantGlitches(
  seed: number,
  offices: number,
  days: number,
  { glitches }: Mechanism,
): Glitches {
  const rng = newRng();
  openStream(rng, hash(seed, 0), 5);
  const span = (share: number, shortest: number, longest: number): Span => {
    if (!chance(rng, share)) return NONE;
    const from = between(rng, 0, days - 1);
    return { from, to: from + between(rng, shortest, longest) };
  };
  return {
    bookDays: Uint8Array.from({ length: days }, () => (chance(rng, glitches.bookDays) ? 1 : 0)),
    gaps: Array.from({ length: offices }, () => span(glitches.gaps, 3, 10)),
    outages: Array.from({ length: offices }, () => span(glitches.outages, 2, 5)),
    negativeOn: Int32Array.from({ length: offices }, () =>
      chance(rng, glitches.negatives) ? between(rng, 0, days - 1) : -1,
    ),
  };
}
