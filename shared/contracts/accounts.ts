import { z } from 'zod';
import type { AccountDetail, AccountRow } from '../domain/account.ts';
import { call, type } from './call.ts';
import type { Columns } from './columns.ts';
import { listing } from './offices.ts';

export const accounts = {
  table: call({
    input: z.object({ since: z.number().int().nullable().default(null) }),
    output: type<Columns>(),
  }),
  list: call({ input: listing, output: type<readonly AccountRow[]>() }),
  get: call({
    input: z.object({ companyId: z.string().min(1) }),
    output: type<AccountDetail>(),
    problems: ['not_found'],
  }),
} as const;
