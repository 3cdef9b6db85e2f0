import type { RecordOf } from '../../shared/contracts/columns.ts';
import type { ACCOUNT_COLUMNS } from '../../shared/domain/account.ts';
import type { OFFICE_COLUMNS } from '../../shared/domain/office.ts';

/** One row of the offices table; null = unknown. */
export type OfficeRecord = RecordOf<typeof OFFICE_COLUMNS> & { readonly key: string };
/** One row of the accounts table; null = unknown. */
export type AccountRecord = RecordOf<typeof ACCOUNT_COLUMNS> & { readonly key: string };
