import { Link } from '@tanstack/react-router';
import { problemOf } from '../../../shared/contracts/problem.ts';
import { useSettings } from '../../api/settings.ts';
import { countText } from '../../components/format.ts';
import { Grid } from '../../components/grid/grid.tsx';
import type { GridModel, GridRow } from '../../components/grid/model.ts';
import { Loading } from '../../components/loading.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useStatusText } from '../../components/status-line.ts';
import { useTitle } from '../../components/title.ts';
import { BookSwitch } from './book-switch.tsx';
import { EmptyList } from './empty-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { Chip } from './filter.ts';
import type { Tab } from './filter-state.ts';
import css from './portfolio.module.css';

interface Props<R extends GridRow> {
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

const ROW = { comfortable: 36, compact: 28 } as const;

export function ListScreen<R extends GridRow>(props: Props<R>) {
  const { tab, query, model, chips, found, total, words, onOpen } = props;
  const { data: settings } = useSettings();
  const shown = model.rows.length;
  const rowHeight = ROW[settings?.density ?? 'comfortable'];
  useTitle(tab === 'offices' ? 'Offices' : 'Accounts');
  useStatusText(
    query.data
      ? `${countText(shown)} of ${countText(total)} ${tab} shown${words === 'all' ? '' : `: ${words}`}`
      : '',
  );
  return (
    <section className={css['screen']} aria-label={tab === 'offices' ? 'Offices' : 'Accounts'}>
      <header className={css['head']}>
        <h1 className="sr">{tab === 'offices' ? 'Offices' : 'Accounts'}</h1>
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
      {query.error ? (
        <ProblemNote
          problem={problemOf(query.error)}
          action={{ label: 'Try again', run: () => void query.refetch() }}
        />
      ) : null}
      {!query.data ? (
        query.error ? null : (
          <Loading text={`Reading the ${tab}`} />
        )
      ) : shown === 0 ? (
        <EmptyList tab={tab} total={total} found={found.length} words={words} />
      ) : (
        <Grid
          key={rowHeight}
          main
          model={model}
          label={tab === 'offices' ? 'Offices' : 'Accounts'}
          rowHeight={rowHeight}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}
