import { z } from 'zod';
import { call, type } from './call.ts';

/** One thing a person did that can be taken back. */
export interface UndoStep {
  readonly id: number;
  readonly kind: string;
  /** What was done, for a toast and the history: `Sentiment of Acme set to red`. */
  readonly words: string;
  /** ISO with zone. */
  readonly at: string;
  /** Taken back, and not done again. */
  readonly undone: boolean;
}

/** What happened to a step just now. */
export interface UndoMove {
  readonly what: 'done' | 'undone' | 'redone';
  readonly step: UndoStep;
}

export interface UndoHistory {
  /** Newest first, at most 50. */
  readonly steps: readonly UndoStep[];
  /** What the next undo takes back, and the next redo does again; null where there is nothing. */
  readonly undo: UndoStep | null;
  readonly redo: UndoStep | null;
}

const which = z.object({
  /** A step of the history; without it, the one that is next. */
  id: z.number().int().optional(),
});

export const undo = {
  history: call({ input: z.object({}), output: type<UndoHistory>() }),
  undo: call({
    input: which,
    output: type<UndoMove>(),
    problems: ['not_found', 'changed_meanwhile'],
  }),
  redo: call({
    input: which,
    output: type<UndoMove>(),
    problems: ['not_found', 'changed_meanwhile'],
  }),
} as const;
