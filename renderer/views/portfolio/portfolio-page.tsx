import { AccountsTab } from './accounts-tab.tsx';
import type { Tab } from './filter-state.ts';
import { OfficesTab } from './offices-tab.tsx';

/** The book as a table: which offices, or which accounts, to talk about first. */
export function PortfolioPage({ tab }: { readonly tab: Tab }) {
  return tab === 'offices' ? <OfficesTab /> : <AccountsTab />;
}
