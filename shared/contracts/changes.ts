import { z } from 'zod';
import type { ChangeStep } from '../domain/change-causes.ts';
import type { Changes, DataFlags, OfficeChanges } from '../domain/change.ts';
import { call, type } from './call.ts';

/** The last sync that brought something, a data date, or a time. */
const changesSince = z.union([
  z.literal('last_sync'),
  z.iso.date('a day like 2026-11-20'),
  z.iso.datetime({ offset: true }),
]);

export const changes = {
  /** What changed since the last sync, a data date or a time, each with its cause. */
  since: call({
    input: z.object({
      since: changesSince.default('last_sync'),
      companyId: z.string().min(1).optional(),
      /** Entries of each list; totals are of all. */
      limit: z.number().int().min(1).max(5000).default(200),
    }),
    output: type<Changes>(),
  }),
  /** What is known against the data of accounts and offices now; small enough to load once and join by key. */
  flags: call({ input: z.object({}), output: type<DataFlags>() }),
  /** Restatements and moves of one office, as far back as they are kept. */
  ofOffice: call({
    input: z.object({ companyId: z.string().min(1), locationId: z.string().min(1) }),
    output: type<OfficeChanges>(),
  }),
  /** How the adoption and the ARR at risk of an account came to be what they are, by cause, newest first. */
  ofAccount: call({
    input: z.object({ companyId: z.string().min(1) }),
    output: type<readonly ChangeStep[]>(),
  }),
} as const;
