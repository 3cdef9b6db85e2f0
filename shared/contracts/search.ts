import { z } from 'zod';
import { call, type } from './call.ts';

export type SearchKind = 'account' | 'office' | 'person';

/** Something found by what a person typed. */
export interface SearchHit {
  readonly kind: SearchKind;
  readonly name: string;
  /** Said beside the name: an office's account and place, an account's owner, a person's number of accounts. */
  readonly context: string;
  /** Of an account or an office. */
  readonly company_id: string | null;
  readonly location_id: string | null;
  /** Of a person. */
  readonly email: string | null;
  /** Where the words typed stand in `name`, as `[start, end)` of its UTF-16 units. */
  readonly marks: readonly (readonly [number, number])[];
}

export const search = {
  /**
   * As one types: every word must be found, at the start of a word or inside of one; accents and case do not matter.
   * Names that start with the text come first, then words that do, then what stands inside of words; within each,
   * accounts before people before offices, by ARR.
   */
  find: call({
    input: z.object({
      text: z.string().max(200),
      kinds: z.array(z.enum(['account', 'office', 'person'])).optional(),
      limit: z.number().int().min(1).max(100).default(20),
    }),
    output: type<readonly SearchHit[]>(),
  }),
} as const;
