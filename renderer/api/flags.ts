import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { flagsBy, NO_FLAGS, type Flags } from '../../shared/domain/data-flags.ts';
import { ask } from './call.ts';
import { DATA } from './client.ts';
import { useStatus } from './queries.ts';

/** What is known against the data of accounts and offices; read anew with every version of the dataset. */
export function useFlags(): Flags {
  const accounts = useStatus().data?.dataset.accounts ?? 0;
  const { data } = useQuery({
    queryKey: [DATA, 'changes.flags'],
    queryFn: ({ signal }) => ask('changes.flags', {}, { signal }),
  });
  return useMemo(() => (data ? flagsBy(data, accounts) : NO_FLAGS), [data, accounts]);
}
