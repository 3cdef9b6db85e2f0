import type { Reason } from '../domain/score.ts';

/** ±16 % odds: below that a reason is not worth a line. */
const WORTH_A_LINE = 0.15;

export interface TopReasons {
  /** Up to three that raise the risk above the peers', strongest first. */
  readonly risk: readonly Reason[];
  /** Up to two that lower it, strongest first. */
  readonly protective: readonly Reason[];
}

/** Reasons worth a line, from the one that raises the risk most to the one that lowers it most. */
export function strongReasons(reasons: readonly Reason[]): readonly Reason[] {
  return reasons
    .filter((r) => r.available && Math.abs(r.contribution) >= WORTH_A_LINE)
    .toSorted((a, b) => b.contribution - a.contribution);
}

export function topReasons(reasons: readonly Reason[]): TopReasons {
  const strong = strongReasons(reasons);
  return {
    risk: strong.filter((r) => r.contribution > 0).slice(0, 3),
    protective: strong
      .filter((r) => r.contribution < 0)
      .toReversed()
      .slice(0, 2),
  };
}
