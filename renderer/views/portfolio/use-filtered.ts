import { useDeferredValue, useMemo } from 'react';
import { bookOf, filterWords, pressed } from './filter.ts';
import type { Chip } from './filter.ts';
import { useFilter } from './filter-state.ts';
import type { Tab } from './filter-state.ts';
import { useBook } from './use-book.ts';

/** The rows of the book in use that match the text (`found`), those the chips keep of them, and the filter as a sentence. */
export function useFiltered<R extends { readonly csm_email: string | null }>(
  tab: Tab,
  all: readonly R[],
  matching: (rows: readonly R[], text: string) => readonly R[],
  chips: readonly Chip<R>[],
): { readonly found: readonly R[]; readonly shown: readonly R[]; readonly words: string } {
  const filter = useFilter(tab);
  const text = useDeferredValue(filter.text);
  const { csm } = useBook();
  const found = useMemo(() => matching(bookOf(all, csm), text), [matching, all, csm, text]);
  const shown = useMemo(() => pressed(found, chips, filter.chips), [found, chips, filter.chips]);
  return { found, shown, words: filterWords(filter, chips, csm) };
}
