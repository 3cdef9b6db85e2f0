import { queryOptions, useQuery } from '@tanstack/react-query';
import type { InputOf } from '../../shared/contracts/contract.ts';
import type { SyncProgress } from '../../shared/contracts/sync.ts';
import { parseDay } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/day.ts';
import type { AccountRecord, OfficeRecord } from '../../shared/domain/records.ts';
import { ACCOUNT_NAMES, mergeBook, OFFICE_NAMES } from './book.ts';
import type { Book } from './book.ts';
import { ask } from './call.ts';
import { client, DATA, IMPORT_KEY, STATUS_KEY } from './client.ts';

export const useStatus = () =>
  useQuery({ queryKey: STATUS_KEY, queryFn: ({ signal }) => ask('app.status', {}, { signal }) });

/** The day of the newest data, which the tables count from; null as long as there is none. */
export function useToday(): Day | null {
  const { data: status } = useStatus();
  return parseDay(status?.dataset.ds ?? '') ?? null;
}

export const useFace = () =>
  useQuery({ queryKey: ['shell.about'], queryFn: () => ask('shell.about', {}) });

/** What the import does now: the newest event, or what the status said when this page opened. */
export function useImportProgress(): SyncProgress | null {
  const { data: status } = useStatus();
  const { data } = useQuery<SyncProgress | null>({
    queryKey: IMPORT_KEY,
    queryFn: () => null,
    enabled: false,
  });
  return data === undefined ? (status?.importing ?? null) : data;
}

const officesKey = [DATA, 'offices.table'] as const;
const officesTable = queryOptions({
  queryKey: officesKey,
  queryFn: async ({ signal }): Promise<Book<OfficeRecord>> => {
    const before = client.getQueryData<Book<OfficeRecord>>(officesKey);
    const columns = await ask('offices.table', { since: before?.version ?? null }, { signal });
    return mergeBook(before, columns, OFFICE_NAMES);
  },
  structuralSharing: false,
  gcTime: Infinity,
});
/** Every office as a row; refetched as a delta when the dataset changes. */
export const useOffices = () => useQuery(officesTable);

const accountsKey = [DATA, 'accounts.table'] as const;
const accountsTable = queryOptions({
  queryKey: accountsKey,
  queryFn: async ({ signal }): Promise<Book<AccountRecord>> => {
    const before = client.getQueryData<Book<AccountRecord>>(accountsKey);
    const columns = await ask('accounts.table', { since: before?.version ?? null }, { signal });
    return mergeBook(before, columns, ACCOUNT_NAMES);
  },
  structuralSharing: false,
  gcTime: Infinity,
});
export const useAccounts = () => useQuery(accountsTable);

export const useAccount = (companyId: string) =>
  useQuery({
    queryKey: [DATA, 'accounts.get', companyId],
    queryFn: ({ signal }) => ask('accounts.get', { companyId }, { signal }),
  });

export const useOffice = (companyId: string, locationId: string) =>
  useQuery({
    queryKey: [DATA, 'offices.get', companyId, locationId],
    queryFn: ({ signal }) => ask('offices.get', { companyId, locationId }, { signal }),
  });

export const useSeries = (input: InputOf<'offices.series'>, enabled: boolean) =>
  useQuery({
    queryKey: [DATA, 'offices.series', input],
    queryFn: ({ signal }) => ask('offices.series', input, { signal }),
    structuralSharing: false,
    enabled,
  });
