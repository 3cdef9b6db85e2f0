import { z } from 'zod';
import type {
  NumberColumn,
  OfficeColumn,
  OfficeFilter,
  OfficeSort,
  TextColumn,
} from '../domain/filter.ts';
import { OFFICE_COLUMNS } from '../domain/office.ts';

const columnsOf = <C extends OfficeColumn>(kind: 'number' | 'text'): readonly C[] =>
  Object.entries(OFFICE_COLUMNS).flatMap(([name, of]) => (of === kind ? [name as C] : []));
const numberColumn = z.enum(columnsOf<NumberColumn>('number'));
const textColumn = z.enum(columnsOf<TextColumn>('text'));
const anyColumn = z.union([numberColumn, textColumn]);
const values = z.array(z.string().max(500)).max(1000);

const condition = z.union([
  z.object({
    column: numberColumn,
    is: z.enum(['below', 'above', 'at_least', 'at_most']),
    value: z.number(),
  }),
  z.object({ column: numberColumn, is: z.literal('between'), low: z.number(), high: z.number() }),
  z.object({ column: textColumn, is: z.enum(['any_of', 'none_of']), values }),
  z.object({ column: anyColumn, is: z.enum(['known', 'unknown']) }),
  z.object({ text: z.string().max(200) }),
]);
const match = z.enum(['all', 'any']);
const group = z.object({ match, of: z.array(condition).max(50) });

/** What a person asked of the offices, as it is saved and sent; see domain/filter.ts. */
export const officeFilter: z.ZodType<OfficeFilter> = z.object({
  match,
  of: z.array(z.union([group, condition])).max(50),
});

export const officeSorts: z.ZodType<readonly OfficeSort[]> = z
  .array(z.object({ column: anyColumn, order: z.enum(['rising', 'falling']) }))
  .max(4);
