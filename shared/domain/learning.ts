/** What was learned from outcomes, as it is kept, shown and printed. Numbers without a meaning are null. */

/** What the number of churned offices allows to be learned, least first. */
export const RUNGS = ['intercept', 'platt', 'ridge', 'ga2m'] as const;
export type RungName = (typeof RUNGS)[number];

export const RUNG_NAMES: Readonly<Record<RungName, string>> = {
  intercept: 'Scorecard, its rate adjusted',
  platt: 'Scorecard, recalibrated',
  ridge: 'Scorecard with learned corrections',
  ga2m: 'Additive model with pairs',
};

/** Churned offices from which each rung is climbed; below the second, nothing is learned that could be put to use. */
export const RUNG_FROM: Readonly<Record<RungName, number>> = {
  intercept: 0,
  platt: 20,
  ridge: 100,
  ga2m: 250,
};

/** A figure with the bounds of 95 % over companies. */
export interface KeptEstimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface KeptContender {
  readonly figures: {
    readonly auc: KeptEstimate;
    readonly averagePrecision: KeptEstimate;
    /** Of the tenth with the highest risk. */
    readonly lift: KeptEstimate;
    readonly captured: KeptEstimate;
    readonly logLoss: KeptEstimate;
    /** Brier skill: 0 = the rate alone. */
    readonly skill: KeptEstimate;
    readonly slope: KeptEstimate;
    readonly observedOverExpected: KeptEstimate;
    readonly arrObservedOverExpected: KeptEstimate;
  };
  /** Of `offices` with a notice, `foretold` were among the highest 5 % before it, first a median of `days` before. */
  readonly lead: {
    readonly foretold: number;
    readonly offices: number;
    readonly days: number | null;
  };
  readonly reliability: readonly {
    readonly rows: number;
    readonly predicted: number;
    readonly observed: number;
    readonly low: number;
    readonly high: number;
  }[];
}

export interface KeptCheck {
  readonly code: string;
  readonly passed: boolean;
  readonly found: string;
}

export interface KeptBackTest {
  /** First days of the blocks of 12 weeks, ISO. */
  readonly blocks: readonly string[];
  readonly rows: number;
  readonly events: number;
  readonly offices: number;
  readonly companies: number;
  readonly currency: string | null;
  readonly scorecard: KeptContender;
  readonly candidate: KeptContender;
  readonly segments: readonly {
    readonly column: string;
    readonly level: string;
    readonly offices: number;
    readonly observedOverExpected: number | null;
  }[];
}

/** What was learned from, and what was left out and why. */
export interface KeptRiskSet {
  /** First and last day the book was read as of, ISO, and how many such days. */
  readonly from: string | null;
  readonly to: string | null;
  readonly moments: number;
  readonly rows: number;
  readonly events: number;
  readonly offices: number;
  readonly churned: number;
  readonly companies: number;
  readonly left: {
    readonly afterNotice: number;
    readonly notOver: number;
    readonly otherCause: number;
    readonly outOfSight: number;
  };
  /** Offices that gave notice in all, by reason as delivered. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Offices of which only the end of the licence is known. */
  readonly shifted: number;
}

export interface KeptFeature {
  readonly name: string;
  readonly words: string;
  readonly unit: string;
  /** 1 = the risk never falls as it rises, −1 = never rises, 0 = free. */
  readonly sign: -1 | 0 | 1;
  /** Standard deviation of what it adds to the logit. */
  readonly strength: number;
}

/** A model that Atrium learned, with all that is known about it but the model itself. */
export interface LearnedCard {
  readonly id: string;
  readonly rung: RungName;
  /** A higher rung that was climbed and whose model did not pass the gate; null otherwise. */
  readonly tried: { readonly rung: RungName; readonly checks: readonly KeptCheck[] } | null;
  /** Settings of the scorecard it was learned beside. */
  readonly settings: string;
  /** ISO time. */
  readonly learnedAt: string;
  /** Newest day of the data, ISO. */
  readonly dataTo: string;
  readonly horizonDays: number;
  readonly seed: number;
  /** Milliseconds for gathering, and for back-test and fit. */
  readonly took: { readonly gathering: number; readonly learning: number };
  readonly riskSet: KeptRiskSet;
  readonly backTest: KeptBackTest;
  /** The gate: what was asked for and found. */
  readonly checks: readonly KeptCheck[];
  /** Whether it may take the place of the scorecard, and so show a percentage. */
  readonly adoptable: boolean;
  readonly features: readonly KeptFeature[];
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly strength: number;
  }[];
  /** Hash of model and rows, for telling two apart. */
  readonly hash: string;
}

/** Something to know about the model in use. */
export interface ModelNote {
  readonly code:
    | 'inputs_moved'
    | 'score_moved'
    | 'rate_moved'
    | 'recalibrate'
    | 'refit'
    | 'settings_changed';
  readonly text: string;
}
