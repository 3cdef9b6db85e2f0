import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from './call.ts';
import { DATA } from './client.ts';

/** What stands in the book by this name, best first. While the next letter is looked up, the answer before stays. */
export const useSearch = (text: string, limit: number) =>
  useQuery({
    queryKey: [DATA, 'search.find', text.trim(), limit],
    queryFn: ({ signal }) => ask('search.find', { text: text.trim(), limit }, { signal }),
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
