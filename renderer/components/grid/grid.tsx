import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { singleKeysOn, useKeys } from '../keys.ts';
import type { Active, Place } from './focus.ts';
import { moved, rowOf } from './focus.ts';
import { GridHeader } from './grid-header.tsx';
import { GridLine } from './grid-line.tsx';
import css from './grid.module.css';
import { recall, remember } from './memory.ts';
import type { GridModel, GridRow } from './model.ts';
import { tracksOf } from './tracks.ts';
import { useVirtualRows } from './virtual-rows.ts';

interface Props<R> {
  readonly model: GridModel<R>;
  readonly label: string;
  readonly rowHeight: number;
  readonly onOpen: (row: R) => void;
  /** True when the grid is what the screen is about: J, K and the arrows lead into it from anywhere. */
  readonly main?: boolean;
  /** True for a part of a longer page: at its ends the wheel goes on to the page. */
  readonly inPage?: boolean;
}

/**
 * A table of any length with the keys of the ARIA grid pattern: one tab stop, a focus that moves by cell,
 * positions told for the whole set, and only the rows in sight in the document.
 */
export function Grid<R extends GridRow>({
  model,
  label,
  rowHeight,
  onOpen,
  main = false,
  inPage = false,
}: Props<R>) {
  const { id, columns, rows, sort, sortBy } = model;
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Active>(() => placeOf(id, rows));
  const wantsFocus = useRef(recall(id).focused === true);
  const tracks = useMemo(() => tracksOf(columns), [columns]);
  const row = useMemo(() => rowOf(active, rows), [active, rows]);
  const { items, height } = useVirtualRows(
    scroll,
    rows.length,
    rowHeight,
    row,
    recall(id).scrollTop ?? 0,
  );

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const cell = scroll.current?.querySelector<HTMLElement>('[data-cell][tabindex="0"]');
    // On the first pass no row is drawn yet; the wish stands until the cell is there.
    if (!cell) return;
    wantsFocus.current = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  useEffect(() => {
    const element = scroll.current;
    if (!element) return undefined;
    const { scrollTop = 0, scrollLeft = 0 } = recall(id);
    element.scrollTo(scrollLeft, scrollTop);
    const onScroll = (): void =>
      remember(id, { scrollTop: element.scrollTop, scrollLeft: element.scrollLeft });
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [id]);

  const focusAt = (to: Place): void => {
    wantsFocus.current = true;
    const key = rows[to.row]?.key;
    remember(id, { activeKey: key, col: to.col });
    setActive({ ...to, key });
  };
  const open = useCallback(
    (at: number) => {
      const found = rows[at];
      if (!found) return;
      remember(id, { activeKey: found.key, focused: true });
      onOpen(found);
    },
    [id, rows, onOpen],
  );
  const enter = (): void => focusAt({ row: Math.max(0, row), col: active.col });
  useKeys(main ? { j: enter, k: enter, ArrowDown: enter, ArrowUp: enter } : {});

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const { key } = event;
    const letter = key.length === 1;
    if (letter && !singleKeysOn()) return;
    const column = columns[active.col];
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 400) / rowHeight) - 2);
    const extent = { rows: rows.length, cols: columns.length, page };
    const to = moved({ row, col: active.col }, key, event.ctrlKey, extent);
    if (to) focusAt(to);
    else if (event.ctrlKey) return;
    else if (key === 'Enter' && row >= 0) open(row);
    else if (
      (key === 'Enter' || key === ' ' || key === 's') &&
      column &&
      (row < 0 || key === 's')
    ) {
      wantsFocus.current = true;
      sortBy(column.id);
      // After sorting, the place counts and not the row that stood there.
      setActive({ row, col: active.col, key: undefined });
    } else return;
    event.preventDefault();
  };

  const onFocus = (event: FocusEvent): void => {
    remember(id, { focused: true });
    const at = cellAt(event.target);
    if (at && (at.row !== row || at.col !== active.col)) {
      setActive({ ...at, key: rows[at.row]?.key });
    }
  };

  // Leaving for another screen takes the grid away, and the browser reports that as a blur to nowhere.
  const onBlur = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to && !event.currentTarget.contains(to)) remember(id, { focused: false });
  };

  return (
    <div
      ref={scroll}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      className={`${css['grid']} ${inPage ? css['inPage'] : ''}`}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
      style={{
        '--cols': tracks.cols,
        '--min': tracks.min,
        '--first': `${columns[0]?.width ?? 0}px`,
      }}
    >
      <GridHeader
        columns={columns}
        sort={sort}
        activeCol={row < 0 ? active.col : null}
        onSort={sortBy}
      />
      <div role="rowgroup" className={css['body']} style={{ height }}>
        {items.map((item) => {
          const found = rows[item.index];
          return found ? (
            <GridLine
              key={found.key}
              row={found}
              columns={columns}
              index={item.index}
              top={item.start}
              height={item.size}
              activeCol={item.index === row ? active.col : null}
              onOpen={open}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

function placeOf(id: string, rows: readonly GridRow[]): Active {
  const { activeKey, col = 0 } = recall(id);
  return { row: rowOf({ row: 0, col, key: activeKey }, rows), col, key: activeKey };
}

function cellAt(target: EventTarget): Place | undefined {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null;
  const [row, col] = (cell?.dataset['cell'] ?? '').split(':').map(Number);
  return row === undefined || col === undefined || Number.isNaN(row) ? undefined : { row, col };
}
