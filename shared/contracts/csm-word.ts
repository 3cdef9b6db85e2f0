import { z } from 'zod';
import { EXCLUSIONS, SENTIMENTS } from '../domain/csm-word.ts';
import type { Said, Saying } from '../domain/csm-word.ts';
import { call, type } from './call.ts';
import type { UndoStep } from './undo.ts';

const day = z.iso.date('a day like 2026-11-20');
const reason = z.string().trim().min(1, 'a reason').max(500, 'a reason of at most 500 characters');
const fewWords = z
  .string()
  .trim()
  .min(1, 'one to five words')
  .max(60, 'at most 60 characters')
  .refine((text) => text.split(/\s+/u).length <= 5, 'one to five words');

const sentiment = z
  .object({
    kind: z.literal('sentiment'),
    level: z.enum(SENTIMENTS).nullable(),
    words: fewWords.nullable().default(null),
    reason,
    expiresOn: day,
  })
  .refine(({ level, words }) => level !== null || words !== null, 'a colour, or one to five words');

const exclusion = z.object({
  kind: z.literal('exclusion'),
  why: z.enum(EXCLUSIONS),
  reason,
  until: day.nullable().default(null),
});

const closure = z.object({
  kind: z.literal('closure'),
  closedOn: day.nullable().default(null),
  reason: reason.nullable().default(null),
});

const subject = z.object({
  companyId: z.string().min(1),
  /** Null: of the account. */
  locationId: z.string().min(1).nullable(),
});

const word = z.discriminatedUnion('kind', [sentiment, exclusion, closure]);

/** What is kept of saying or withdrawing a word, to take it back and to do it again. */
export const wordStep = z.object({
  companyId: z.string(),
  locationId: z.string().nullable(),
  /** As it was called then, for people. */
  name: z.string(),
  kind: z.enum(['sentiment', 'exclusion', 'closure']),
  /** The entry that stood; null = none. */
  before: z.object({ at: z.string(), by: z.string(), word: word.nullable() }).nullable(),
  /** A null word withdraws what stood. */
  entry: z.object({ at: z.string(), by: z.string(), word: word.nullable() }),
});
export type WordStep = Readonly<z.output<typeof wordStep>>;

/** What the customer success manager says of accounts and offices, beside the computed scores. */
export const csmWord = {
  /** Everything that stands now; small enough to load once and join by key. */
  all: call({ input: z.object({}), output: type<readonly Said[]>() }),
  /** All that was ever said of one account or office, newest first. */
  history: call({ input: subject, output: type<readonly Saying[]>() }),
  /**
   * Says a word; it takes the place of one of the same kind. Exclusions and closures are of offices only. What comes
   * back can be given to `undo.undo`.
   */
  say: call({
    input: subject.extend({ word }),
    output: type<UndoStep>(),
    problems: ['not_found', 'bad_request'],
  }),
  /**
   * Takes a word back: the sentiment is withdrawn, the office counts again, the closure is not confirmed. Null where
   * nothing stood.
   */
  withdraw: call({
    input: subject.extend({ kind: z.enum(['sentiment', 'exclusion', 'closure']) }),
    output: type<UndoStep | null>(),
  }),
} as const;
