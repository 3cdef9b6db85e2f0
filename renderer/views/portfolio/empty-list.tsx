import { saveSettings } from '../../api/settings.ts';
import { Button } from '../../components/button.tsx';
import { countText } from '../../components/format.ts';
import { setFilter } from './filter-state.ts';
import type { Tab } from './filter-state.ts';
import css from './portfolio.module.css';
import { useBook } from './use-book.ts';

/** Why nothing is shown, and the one thing that brings rows back. */
export function EmptyList({
  tab,
  total,
  found,
  words,
}: {
  readonly tab: Tab;
  readonly total: number;
  readonly found: number;
  readonly words: string;
}) {
  const { csm } = useBook();
  if (total === 0) {
    return (
      <p className={css['empty']}>
        The newest day holds no {tab}. See Data for the rows that were set aside.
      </p>
    );
  }
  return (
    <div className={css['empty']} role="status">
      <p>
        None of {countText(total)} {tab} fits this filter: {words}.
      </p>
      <p className={css['actions']}>
        {found > 0 ? (
          <Button onClick={() => setFilter(tab, { chips: [] })}>
            Release the chips, {countText(found)} match
          </Button>
        ) : (
          <Button onClick={() => setFilter(tab, { text: '', chips: [] })}>Clear the filter</Button>
        )}
        {csm === null ? null : (
          <Button onClick={() => void saveSettings({ book: 'all' })}>Show all books</Button>
        )}
      </p>
    </div>
  );
}
