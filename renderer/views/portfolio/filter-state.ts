import { useSyncExternalStore } from 'react';
import type { Filter } from './filter.ts';

export type Tab = 'offices' | 'accounts';

/** What each tab is filtered by; kept while the window is open, so that Esc from an office finds the same list. */
const kept: Record<Tab, Filter> = {
  offices: { text: '', chips: [] },
  accounts: { text: '', chips: [] },
};
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useFilter = (tab: Tab): Filter => useSyncExternalStore(subscribe, () => kept[tab]);

export function setFilter(tab: Tab, change: Partial<Filter>): void {
  kept[tab] = { ...kept[tab], ...change };
  for (const listener of listeners) listener();
}

export function toggleChip(tab: Tab, id: string): void {
  const { chips } = kept[tab];
  setFilter(tab, {
    chips: chips.includes(id) ? chips.filter((each) => each !== id) : [...chips, id],
  });
}
