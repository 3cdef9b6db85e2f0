import { z } from 'zod';
import { call, type } from './call.ts';

export interface StoredPart {
  readonly id: 'facts' | 'people' | 'backups' | 'cache' | 'sample' | 'other';
  /** Relative to the data folder. */
  readonly name: string;
  readonly bytes: number;
}

export interface StorageSizes {
  readonly dataFolder: string;
  /** Everything in the data folder, in six parts; a part that is not there has 0 bytes. */
  readonly parts: readonly StoredPart[];
}

/** What lies in the data folder. */
export const storage = {
  sizes: call({ input: z.object({}), output: type<StorageSizes>() }),
  /** Removes downloaded files; they are fetched again when a sync needs them. */
  clearCache: call({
    input: z.object({}),
    output: type<{ readonly freed: number }>(),
    problems: ['busy'],
  }),
} as const;
