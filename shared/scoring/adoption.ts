import type { Adoption, Part } from '../domain/score.ts';
import { clip } from './maths.ts';
import type { Component } from './parts.ts';

export const PARTS = ['level', 'reach', 'breadth', 'trend', 'regularity', 'admin'] as const;
export type PartCode = (typeof PARTS)[number];

/** What is known about one component of one office. */
export interface PartInput {
  readonly code: PartCode;
  /** Not in the plan: removed, and the other weights renormalised. */
  readonly applicable: boolean;
  /** Undefined: should exist but is missing; counts as a neutral 50 with quality 0. */
  readonly component: Component | undefined;
  readonly quality: number;
  /** Made only where it is shown. */
  readonly text: () => string;
}

/** 80 % of a normal distribution lies within this many standard deviations. */
const Z80 = 1.2815515655446004;
/** Standard deviation of a component nothing is known about. */
const UNKNOWN_SD = 25;
export const NEUTRAL = 50;
/** Below this no number is shown. */
export const MIN_CONFIDENCE = 0.4;

type Weights = Readonly<Record<PartCode, number>>;

/** Σ w·q / Σ w over the applicable components; 0 when none is applicable. */
export function confidenceOf(
  parts: readonly Pick<PartInput, 'code' | 'applicable' | 'quality'>[],
  weights: Weights,
): number {
  let total = 0;
  let known = 0;
  for (const part of parts) {
    if (!part.applicable) continue;
    total += weights[part.code];
    known += weights[part.code] * part.quality;
  }
  return total === 0 ? 0 : known / total;
}

const NOT_APPLICABLE = { value: null, points: 0, score: null, weight: 0, quality: 0 } as const;

/** Sum of the weights of the components that apply. */
function totalWeight(parts: readonly PartInput[], weights: Weights): number {
  return parts.reduce((sum, part) => sum + (part.applicable ? weights[part.code] : 0), 0);
}

/** What a component stands for: itself as far as it is known, a neutral 50 for the rest. */
function blended(part: PartInput): number {
  const quality = part.component ? part.quality : 0;
  return quality * (part.component?.score ?? NEUTRAL) + (1 - quality) * NEUTRAL;
}

/** A = Σ w·[q·S + (1−q)·50] / Σ w over the applicable components; the points of the parts add up to the score.
 * What does not apply is listed with weight 0. */
export function aggregate(parts: readonly PartInput[], weights: Weights): Adoption {
  const total = totalWeight(parts, weights);
  let score = 0;
  let variance = 0;
  const shown: Part[] = parts.map((part) => {
    if (!part.applicable) return { code: part.code, text: part.text(), ...NOT_APPLICABLE };
    const weight = weights[part.code] / total;
    const quality = part.component ? part.quality : 0;
    const own = part.component?.score ?? NEUTRAL;
    const points = weight * blended(part);
    score += points;
    variance +=
      weight *
      weight *
      (quality * quality * (part.component?.variance ?? 0) +
        (1 - quality) * (1 - quality) * UNKNOWN_SD * UNKNOWN_SD);
    return {
      code: part.code,
      text: part.text(),
      value: part.component && quality > 0 ? part.component.raw : null,
      points,
      score: part.component && quality > 0 ? own : null,
      weight,
      quality,
    };
  });
  const half = Z80 * Math.sqrt(variance);
  return {
    score,
    low: clip(score - half, 0, 100),
    high: clip(score + half, 0, 100),
    confidence: confidenceOf(parts, weights),
    parts: shown,
  };
}
