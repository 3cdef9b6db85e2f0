import { z } from 'zod';
import { call, type } from './call.ts';

/** What a person chose; kept in people.db, never touched by a sync. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  /** The person's own csm_email; null = not chosen yet. */
  myCsm: z.string().nullable().default(null),
  book: z.enum(['mine', 'all']).default('all'),
  connection: z
    .object({
      bucket: z.string(),
      prefix: z.string(),
      region: z.string(),
      endpoint: z.string(),
      pathStyle: z.boolean(),
      profile: z.string(),
    })
    .nullable()
    .default(null),
});
export type Settings = z.output<typeof settingsSchema>;

export const settings = {
  get: call({ input: z.object({}), output: type<Settings>() }),
  set: call({ input: settingsSchema.partial(), output: type<Settings>() }),
} as const;
