import { Link } from '@tanstack/react-router';
import { useSettings } from '../../api/settings.ts';
import { countText } from '../../components/format.ts';
import { totalsText } from '../../components/columns/totals.ts';
import { Grid } from '../../components/grid/grid.tsx';
import type { GridModel, GridRow } from '../../components/grid/model.ts';
import { ROW_HEIGHT } from '../../components/grid/row-height.ts';
import { Pending } from '../../components/pending.tsx';
import { useStatusText } from '../../components/status-line.ts';
import { useTitle } from '../../components/title.ts';
import { BookSwitch } from './book-switch.tsx';
import { EmptyList } from './empty-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { Chip } from './filter.ts';
import type { Tab } from './filter-state.ts';
import css from './portfolio.module.css';

/** What the sums of selected rows are made of. */
type Counted = Parameters<typeof totalsText>[0][number];

interface Props<R extends GridRow & Counted> {
  readonly tab: Tab;
  readonly query: {
    readonly data: unknown;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly model: GridModel<R>;
  readonly chips: readonly Chip<R>[];
  /** Rows of the book that match the text: what the chips count. */
  readonly found: readonly R[];
  readonly total: number;
  /** The filter as a sentence. */
  readonly words: string;
  readonly onOpen: (row: R) => void;
}

export function ListScreen<R extends GridRow & Counted>(props: Props<R>) {
  const { tab, query, model, chips, found, total, words, onOpen } = props;
  const { data: settings } = useSettings();
  const shown = model.rows.length;
  const rowHeight = ROW_HEIGHT[settings?.density ?? 'comfortable'];
  const title = tab === 'offices' ? 'Offices' : 'Accounts';
  useTitle(title);
  useStatusText(
    query.data
      ? `${countText(shown)} of ${countText(total)} ${tab} shown${words === 'all' ? '' : `: ${words}`}`
      : '',
  );
  return (
    <section className={css['screen']} aria-label={title}>
      <header className={css['head']}>
        <h1 className="sr">{title}</h1>
        <nav className={css['tabs']} aria-label="Portfolio">
          <Link to="/portfolio/offices" activeProps={{ className: css['here'] ?? '' }}>
            Offices
          </Link>
          <Link to="/portfolio/accounts" activeProps={{ className: css['here'] ?? '' }}>
            Accounts
          </Link>
        </nav>
        <BookSwitch />
      </header>
      <FilterBar tab={tab} model={model} chips={chips} found={found} words={words} />
      {query.error || !query.data ? (
        <Pending
          error={query.error}
          text={`Reading the ${tab}`}
          action={{ label: 'Try again', run: () => void query.refetch() }}
        />
      ) : null}
      {!query.data ? null : shown === 0 ? (
        <EmptyList tab={tab} total={total} found={found.length} words={words} />
      ) : (
        <Grid
          key={rowHeight}
          main
          model={model}
          label={title}
          rowHeight={rowHeight}
          onOpen={onOpen}
          totals={totalsText}
        />
      )}
    </section>
  );
}
