import { useQuery } from '@tanstack/react-query';
import { ask } from './call.ts';
import { client } from './client.ts';

const KEY = ['storage.sizes'] as const;

/** What lies in the data folder; counted anew with every visit. */
export const useStorage = () =>
  useQuery({ queryKey: KEY, queryFn: () => ask('storage.sizes', {}), staleTime: 0 });

/** Resolves to the bytes that are free again. */
export async function clearCache(): Promise<number> {
  const { freed } = await ask('storage.clearCache', {});
  await client.invalidateQueries({ queryKey: KEY });
  return freed;
}
