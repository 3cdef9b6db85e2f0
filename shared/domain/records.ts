import type { ACCOUNT_COLUMNS } from './account.ts';
import type { OFFICE_COLUMNS } from './office.ts';

/** One row of a table with these columns, as an object; null = unknown. */
type RecordOf<S extends Readonly<Record<string, 'number' | 'text'>>> = {
  readonly [K in keyof S]: (S[K] extends 'number' ? number : string) | null;
};

/** One row of `offices.table`. */
export type OfficeRecord = RecordOf<typeof OFFICE_COLUMNS> & { readonly key: string };
/** One row of `accounts.table`. */
export type AccountRecord = RecordOf<typeof ACCOUNT_COLUMNS> & { readonly key: string };
