import { z } from 'zod';
import { call, type } from './call.ts';

export interface ReportFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
}

export const reports = {
  csv: call({
    input: z.discriminatedUnion('scope', [
      z.object({
        scope: z.literal('location'),
        companyId: z.string().min(1).optional(),
        locationId: z.string().min(1),
      }),
      z.object({ scope: z.literal('company'), companyId: z.string().min(1) }),
      z.object({ scope: z.literal('all') }),
      /** The table as shown: these offices or accounts, in this order, with these columns and this filter in words. */
      z.object({
        scope: z.literal('table'),
        of: z.enum(['offices', 'accounts']),
        keys: z.array(z.string()),
        columns: z.array(z.string()).min(1),
        filter: z.string(),
      }),
    ]),
    output: type<ReportFile>(),
    problems: ['not_found', 'ambiguous', 'no_deliveries'],
  }),
} as const;
