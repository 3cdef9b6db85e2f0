import { useQuery } from '@tanstack/react-query';
import type { DialectSettings } from '../../shared/contracts/dialect.ts';
import { ask } from './call.ts';
import { client } from './client.ts';

const DELIVERY = ['preview.delivery'] as const;
const MAPPING = ['preview.mapping'] as const;

/** The first rows of the newest delivery, read anew with every visit: another may have come, or the mapping changed. */
export const usePreview = (enabled: boolean) =>
  useQuery({
    queryKey: DELIVERY,
    queryFn: ({ signal }) => ask('preview.delivery', {}, { signal }),
    staleTime: 0,
    gcTime: 0,
    enabled,
  });

export const useMapping = () =>
  useQuery({ queryKey: MAPPING, queryFn: () => ask('preview.mapping', {}), staleTime: 0 });

/** Writes the dialect of the mapping file; the first rows are read anew by it. */
export async function setDialect(dialect: DialectSettings): Promise<void> {
  client.setQueryData(MAPPING, await ask('preview.setDialect', { dialect }));
  await client.invalidateQueries({ queryKey: DELIVERY });
}
