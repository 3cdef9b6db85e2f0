import { z } from 'zod';
import { call, type } from './call.ts';

/** As kept beside a model from outside in the data folder. */
export const modelCardSchema = z.object({
  id: z.string(),
  /** Name of the file it came in. */
  name: z.string(),
  format: z.enum(['xgboost', 'lightgbm']),
  /** Of the library or its file format, as the file says it. */
  version: z.string(),
  trees: z.number(),
  /** In the model's order. */
  features: z.array(z.object({ name: z.string(), unit: z.string() })),
  /** Last day it learned from, ISO. */
  trainEnd: z.string(),
  horizonDays: z.number(),
  labelDefinition: z.string(),
  calibration: z.object({
    method: z.string(),
    platt: z.object({ slope: z.number(), intercept: z.number() }).nullable(),
  }),
  /** Test vectors that reproduced, and the largest difference of a margin and of a probability. */
  vectors: z.object({ count: z.number(), margin: z.number(), probability: z.number() }),
  /** ISO time. */
  importedAt: z.string(),
});
export type ModelCard = Readonly<z.output<typeof modelCardSchema>>;

export interface ModelList {
  readonly models: readonly ModelCard[];
  /** Models whose files are gone, damaged or changed, and what is wrong. */
  readonly unreadable: readonly { readonly id: string; readonly problem: string }[];
}

/** How a model's order of the offices compares with our churn risk. */
export interface ModelLikeness {
  /** Day of the data. */
  readonly ds: string;
  /** Offices with a churn risk of today. */
  readonly offices: number;
  /** Spearman's, −1 to 1; null where one of the two says the same of all. */
  readonly rankCorrelation: number | null;
  /** Offices among the highest of both … */
  readonly shared: number;
  /** … of so many. */
  readonly top: number;
}

/** What a model from outside says of one office, beside our score and never in it. `base + Σ attribution = margin`. */
export interface ModelSays {
  readonly id: string;
  readonly name: string;
  /** Log-odds. */
  readonly margin: number;
  readonly probability: number;
  readonly horizonDays: number;
  readonly base: number;
  /** Largest first; null = the office's number is not known. An attribution is no statement of a cause. */
  readonly attributions: readonly {
    readonly feature: string;
    readonly unit: string;
    readonly value: number | null;
    readonly attribution: number;
  }[];
}

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'the id of a model, as the list has it');

/** Models of the data team, as challengers: they are shown beside our scores. */
export const models = {
  list: call({ input: z.object({}), output: type<ModelList>() }),
  /** Takes a model and its sidecar (by default `<name>.sidecar.json` beside it). The same files twice are one model. */
  import: call({
    input: z.object({ path: z.string().min(1), sidecar: z.string().min(1).optional() }),
    output: type<{ readonly card: ModelCard; readonly likeness: ModelLikeness | null }>(),
    problems: ['source_missing', 'bad_model', 'unwritable_folder'],
  }),
  remove: call({
    input: z.object({ id }),
    output: type<{ readonly removed: boolean }>(),
    problems: ['unwritable_folder'],
  }),
  /** The card in words, and as one HTML file without scripts. */
  card: call({
    input: z.object({ id }),
    output: type<{ readonly card: ModelCard; readonly text: string; readonly html: string }>(),
    problems: ['not_found', 'bad_model'],
  }),
  /** Every model's word on an office; empty where the office has no churn risk of today. */
  ofOffice: call({
    input: z.object({ companyId: z.string().min(1).optional(), locationId: z.string().min(1) }),
    output: type<readonly ModelSays[]>(),
    problems: ['not_found', 'ambiguous'],
  }),
} as const;
