import { Search } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { exportCsv } from '../../api/save.ts';
import { useCommands } from '../../components/commands.ts';
import { ExportButton } from '../../components/export-button.tsx';
import { countText } from '../../components/format.ts';
import type { GridModel, GridRow } from '../../components/grid/model.ts';
import type { Chip } from './filter.ts';
import { setFilter, toggleChip, useFilter } from './filter-state.ts';
import type { Tab } from './filter-state.ts';
import css from './portfolio.module.css';

interface Props<R extends GridRow> {
  readonly tab: Tab;
  readonly model: GridModel<R>;
  readonly chips: readonly Chip<R>[];
  readonly found: readonly R[];
  readonly words: string;
}

export function FilterBar<R extends GridRow>({ tab, model, chips, found, words }: Props<R>) {
  const filter = useFilter(tab);
  const input = useRef<HTMLInputElement>(null);
  const filtered = filter.text !== '' || filter.chips.length > 0;
  useCommands({
    'filter.quick': () => input.current?.select(),
    'filter.clear': filtered ? () => setFilter(tab, { text: '', chips: [] }) : null,
  });
  const counts = useMemo(
    () => chips.map((chip) => found.reduce((sum, row) => sum + (chip.test(row) ? 1 : 0), 0)),
    [chips, found],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      if (filter.text) setFilter(tab, { text: '' });
      else input.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      focusGrid();
    } else return;
    event.preventDefault();
  };
  return (
    <div className={css['bar']}>
      <label className={css['search']}>
        <Search size={15} aria-hidden />
        <input
          ref={input}
          type="search"
          value={filter.text}
          placeholder={tab === 'offices' ? 'Office, account, place' : 'Account, office, CSM'}
          aria-label="Quick filter"
          aria-keyshortcuts="/"
          onChange={(event) => setFilter(tab, { text: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <kbd aria-hidden>/</kbd>
      </label>
      <div className={css['chips']} role="group" aria-label="Show only">
        {chips.map((chip, at) => {
          const on = filter.chips.includes(chip.id);
          const count = counts[at] ?? 0;
          if (count === 0 && !on) return null;
          return (
            <button
              key={chip.id}
              type="button"
              aria-pressed={on}
              className={css['chip']}
              data-chip={chip.id}
              onClick={() => toggleChip(tab, chip.id)}
            >
              {chip.glyph ? <span aria-hidden>{chip.glyph}</span> : null}
              {chip.label}
              <span className={css['count']}>{countText(count)}</span>
            </button>
          );
        })}
      </div>
      <ExportButton
        disabled={model.rows.length === 0}
        save={() =>
          exportCsv({
            scope: 'table',
            of: tab,
            keys: model.rows.map((row) => row.key),
            columns: model.columns.flatMap((column) => column.exports),
            filter: words,
          })
        }
      />
    </div>
  );
}

function focusGrid(): void {
  document.querySelector<HTMLElement>('[role=grid] [data-cell][tabindex="0"]')?.focus();
}
