import { z } from 'zod';
import { call, type } from './call.ts';
import type { SyncProgress, SyncReport } from './sync.ts';

export const sampleSize = z.object({
  locations: z.number().int().min(1).max(200_000).default(3000),
  days: z.number().int().min(1).max(1000).default(400),
  seed: z.number().int().nonnegative().default(1),
});

export const sample = {
  /** Writes the sample book as a real extract and syncs it like any other, newest day first. */
  open: call({
    input: sampleSize,
    output: type<SyncReport>(),
    progress: type<SyncProgress>(),
    outlivesCaller: true,
    problems: ['busy', 'cancelled', 'disk_full'],
  }),
  /** Takes the sample book and everything computed from it away; what people wrote stays. */
  remove: call({ input: z.object({}), output: type<{ removed: boolean }>(), problems: ['busy'] }),
} as const;
