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

/** How a person arranged a table; a column that is not named stands where it was declared. */
export const gridLayout = z.object({
  order: z.array(z.string().max(100)).max(100),
  hidden: z.array(z.string().max(100)).max(100),
  /** Columns that stay in sight at the start. */
  pinned: z.array(z.string().max(100)).max(8),
  /** The same at the end. */
  pinnedEnd: z.array(z.string().max(100)).max(8).optional(),
  /** Pixels, by column. */
  widths: z.record(z.string().max(100), z.number().int().min(48).max(800)),
});
export type GridLayout = z.output<typeof gridLayout>;

const recentPlace = z.object({
  companyId: z.string(),
  /** null: the account itself. */
  locationId: z.string().nullable(),
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
  /** The columns of each table, by the table's name. */
  grids: z.record(z.string().max(100), gridLayout),
  rail: z.enum(['narrow', 'wide']),
  /** Of the panel beside a list, pixels. */
  inspector: z.number().int().min(360).max(560),
  /** What was looked at last, newest first. */
  recent: z.array(recentPlace).max(12),
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
  grids: {},
  rail: 'narrow',
  inspector: 400,
  recent: [],
};

export const settings = {
  get: call({ input: z.object({}), output: type<Settings>() }),
  /** Only what is named changes. */
  set: call({ input: settingsSchema.partial(), output: type<Settings>() }),
} as const;
