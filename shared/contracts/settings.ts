import { z } from 'zod';
import { call, type } from './call.ts';
import { DEFAULT_SCHEDULE, scheduleSettings } from './schedule.ts';
import { proxyAddress, proxyMode } from './sync.ts';

const connection = z.object({
  bucket: z.string(),
  prefix: z.string(),
  region: z.string(),
  endpoint: z.string(),
  pathStyle: z.boolean(),
  profile: z.string(),
  /** Sends no checksum headers, which older stores refuse. */
  compatibility: z.boolean().optional(),
  proxy: proxyMode.optional(),
  proxyAddress: proxyAddress.optional(),
});

const shape = {
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** The person's own csm_email; null = not chosen yet. */
  myCsm: z.string().nullable(),
  book: z.enum(['mine', 'all']),
  connection: connection.nullable(),
  schedule: scheduleSettings,
  /** How many days of history are kept; scores look back 448 days. */
  keepDays: z.number().int().min(100).max(4000),
};

/** What a person chose; kept in people.db, never touched by a sync. */
export const settingsSchema = z.object(shape);
export type Settings = z.output<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'comfortable',
  myCsm: null,
  book: 'all',
  connection: null,
  schedule: DEFAULT_SCHEDULE,
  keepDays: 800,
};

export const settings = {
  get: call({ input: z.object({}), output: type<Settings>() }),
  /** Only what is named changes. */
  set: call({ input: settingsSchema.partial(), output: type<Settings>() }),
} as const;
