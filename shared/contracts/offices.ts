import { z } from 'zod';
import type { OfficeDetail, OfficeRow } from '../domain/office.ts';
import { call, type } from './call.ts';
import type { Columns } from './columns.ts';
import { officeFilter, officeSorts } from './filter.ts';

const officeKey = z.object({
  /** Needed only where two companies use the same location id. */
  companyId: z.string().min(1).optional(),
  locationId: z.string().min(1),
});

export const listing = z.object({
  csm: z.string().optional(),
  company: z.string().optional(),
  sort: z.enum(['risk', 'adoption', 'arr']).default('risk'),
  limit: z.number().int().positive().optional(),
});

export const offices = {
  /** The whole book for the tables, as columns (names: domain/office.ts OFFICE_COLUMNS), or what changed since a version. */
  table: call({
    input: z.object({ since: z.number().int().nullable().default(null) }),
    output: type<Columns>(),
  }),
  /** A page of the offices a filter keeps, in order: the same columns as the table. */
  find: call({
    input: z.object({
      filter: officeFilter.default({ match: 'all', of: [] }),
      sorts: officeSorts.default([]),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1000).default(50),
    }),
    output: type<Columns>(),
  }),
  /** How many offices a filter keeps. */
  count: call({ input: z.object({ filter: officeFilter }), output: type<number>() }),
  /** The same offices as rows with parts and reasons, for the command line and reports. */
  list: call({ input: listing, output: type<readonly OfficeRow[]>() }),
  get: call({
    input: officeKey,
    output: type<OfficeDetail>(),
    problems: ['not_found', 'ambiguous'],
  }),
  /** Daily history of one office: column `day` (day numbers) and one column per measure. */
  series: call({
    input: officeKey.extend({
      measures: z.array(z.string().min(1)).min(1).max(60),
      days: z.number().int().min(1).max(1000).default(400),
    }),
    output: type<Columns>(),
    problems: ['not_found', 'ambiguous'],
  }),
} as const;
