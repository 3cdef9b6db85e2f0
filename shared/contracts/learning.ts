import { z } from 'zod';
import type { LearnedCard, ModelNote } from '../domain/learning.ts';
import { call, type } from './call.ts';
import type { SyncProgress, SyncReport } from './sync.ts';

export interface LearningProgress {
  readonly step: 'gather' | 'back-test' | 'fit' | 'figures' | 'keep';
  readonly text: string;
  /** 0–1 of the whole. */
  readonly done: number;
  /** ISO time. */
  readonly startedAt: string;
}

/** A model in a list: a card without its tables. */
export interface LearningState {
  /** What there is to learn from; null before the first day. */
  readonly outcomes: {
    /** Offices that gave notice for a reason of the product's, while the book was watched. */
    readonly churned: number;
    /** Days that were watched and have an outcome, and days of history in all. */
    readonly days: number;
    readonly history: number;
    /** From so many on, a model is learned. */
    readonly needed: number;
    readonly horizonDays: number;
  } | null;
  readonly running: LearningProgress | null;
  /** In use; null: the scorecard. */
  readonly champion: LearnedCard | null;
  /** The newest that is not in use; null without one. */
  readonly challenger: LearnedCard | null;
  /** What was in use before, for the way back; `id` null: the scorecard. Null where nothing was ever put to use. */
  readonly before: { readonly id: string | null } | null;
  /** Newest first. */
  readonly log: readonly {
    readonly model: string | null;
    readonly since: string;
    readonly by: string;
  }[];
  /** What is to be known about the model in use. */
  readonly notes: readonly ModelNote[];
}

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'the id of a learned model');

/** Learning from the outcomes of the book itself. */
export const learning = {
  state: call({ input: z.object({}), output: type<LearningState>() }),
  /**
   * Gathers, back-tests and fits, in a thread of its own. The model is kept as a challenger, unless `keep` is false; the
   * risk stays as it is until somebody puts the model to use. It goes on when its caller goes away, until
   * `learning.cancel`; what ends it early leaves everything as it was.
   */
  train: call({
    input: z.object({
      keep: z.boolean().default(true),
      seed: z
        .number()
        .int()
        .nonnegative()
        .max(2 ** 31)
        .default(1),
    }),
    output: type<LearnedCard>(),
    progress: type<LearningProgress>(),
    outlivesCaller: true,
    problems: ['busy', 'cancelled', 'no_deliveries', 'too_few_outcomes'],
  }),
  cancel: call({ input: z.object({}), output: type<{ readonly cancelled: boolean }>() }),
  /** Puts a model in the scorecard's place, or the scorecard back (null), and scores the newest day by it. */
  use: call({
    input: z.object({ id: id.nullable() }),
    output: type<SyncReport>(),
    progress: type<SyncProgress>(),
    outlivesCaller: true,
    problems: ['busy', 'not_found', 'bad_model', 'not_adopted', 'disk_full'],
  }),
  /** The model card as one HTML file, without scripts, to be printed or sent on. */
  card: call({
    input: z.object({ id }),
    output: type<{ readonly card: LearnedCard; readonly html: string }>(),
    problems: ['not_found', 'bad_model'],
  }),
  remove: call({
    input: z.object({ id }),
    output: type<{ readonly removed: boolean }>(),
    problems: ['busy'],
  }),
} as const;
