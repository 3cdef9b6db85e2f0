import { z } from 'zod';
import type { AccountEvidence } from '../domain/account-evidence.ts';
import type { OfficeEvidence, SourceDay } from '../domain/evidence.ts';
import { call, type } from './call.ts';

const key = z.object({ companyId: z.string().min(1).optional(), locationId: z.string().min(1) });
const day = z.iso.date('a day like 2026-11-20');

/** What stands behind the numbers of an office. */
export const evidence = {
  /** Facts behind each part and term, the page's comparisons, sister offices and the scores kept. */
  ofOffice: call({
    input: key,
    output: type<OfficeEvidence>(),
    problems: ['not_found', 'ambiguous'],
  }),
  /** The delivered days behind a fact, newest first, each with its file and record; days without a row are left out. */
  days: call({
    input: key.extend({
      measures: z.array(z.string().min(1)).min(1).max(20),
      from: day,
      to: day,
    }),
    output: type<readonly SourceDay[]>(),
    problems: ['not_found', 'ambiguous'],
  }),
  /** Parts over the offices, offices × features, movers, accounts alike and visitors by day. */
  ofAccount: call({
    input: z.object({ companyId: z.string().min(1) }),
    output: type<AccountEvidence>(),
  }),
} as const;
