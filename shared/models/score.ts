import { calibrated, type OutsideModel } from './admit.ts';
import { marginsOf } from './evaluate.ts';
import { explain } from './explain.ts';

/** Numbers of an office by name; null = not available. */
export type Facts = Readonly<Record<string, number | null>>;

export interface Attribution {
  readonly feature: string;
  /** The number of the office; null = not available. */
  readonly value: number | null;
  /** Share of the margin, in log-odds: an attribution, no statement of a cause. */
  readonly attribution: number;
}

/** What a model from outside says of one office. `base + Σ attribution = margin`. */
export interface OutsideScore {
  /** Log-odds. */
  readonly margin: number;
  /** Calibrated as the sidecar says. */
  readonly probability: number;
  readonly base: number;
  /** Largest first, by size. */
  readonly attributions: readonly Attribution[];
}

export function scoreWith({ model, sidecar }: OutsideModel, facts: Facts): OutsideScore {
  const row = rowOf(sidecar.featureNames, facts);
  const { margin, base, attributions } = explain(model, row);
  return {
    margin,
    probability: calibrated(model, sidecar.calibration, margin),
    base,
    attributions: sidecar.featureNames
      .map((feature, i) => ({
        feature,
        value: facts[feature] ?? null,
        attribution: attributions[i] ?? 0,
      }))
      .toSorted((a, b) => Math.abs(b.attribution) - Math.abs(a.attribution)),
  };
}

/** The margins alone, for a whole book. */
export function marginsFor(
  { model, sidecar }: OutsideModel,
  offices: readonly Facts[],
): Float64Array {
  return marginsOf(
    model,
    offices.map((facts) => rowOf(sidecar.featureNames, facts)),
  );
}

function rowOf(names: readonly string[], facts: Facts): Float64Array {
  return Float64Array.from(names, (name) => facts[name] ?? Number.NaN);
}
