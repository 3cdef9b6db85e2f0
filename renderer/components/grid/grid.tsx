import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { peek, subjectOf } from '../inspector.ts';
import { useSelectedText } from '../status-line.ts';
import { walkThrough } from '../walk.ts';
import { ChooseColumns } from './choose-columns.tsx';
import { ColumnMenu } from './column-menu.tsx';
import type { GridColumn } from './column.ts';
import type { Active, Place } from './focus.ts';
import { moved, rowOf } from './focus.ts';
import { actionFor, useGridCommands } from './grid-keys.ts';
import { GridHeader } from './grid-header.tsx';
import { GridLine } from './grid-line.tsx';
import css from './grid.module.css';
import { pinnedCounts, widened } from './layout.ts';
import { recall, remember } from './memory.ts';
import type { GridModel, GridRow } from './model.ts';
import { sortWords } from './sort-words.ts';
import { isTick, TICK } from './tick.ts';
import { tracksOf } from './tracks.ts';
import { useSelection } from './use-selection.ts';
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
  /** Sums of the rows selected, for the foot of the window; without it, rows are not selected. */
  readonly totals?: ((rows: readonly R[]) => string) | undefined;
}

/**
 * A table of any length with the keys of the ARIA grid pattern: one tab stop, a focus that moves by cell,
 * positions told for the whole set, and only the rows in sight in the document.
 */
export function Grid<R extends GridRow>(props: Props<R>) {
  const { model, label, rowHeight, onOpen, main = false, inPage = false, totals } = props;
  const { id, rows, sorts, layout } = model;
  const scroll = useRef<HTMLDivElement>(null);
  const columns = useMemo(
    (): readonly GridColumn<R>[] => (totals ? [TICK, ...model.columns] : model.columns),
    [totals, model.columns],
  );
  const [active, setActive] = useState<Active>(() => placeOf(id, rows, totals ? 1 : 0));
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [dragged, setDragged] = useState<{ id: string; width: number } | null>(null);
  const [copied, setCopied] = useState('');
  const wantsFocus = useRef(recall(id).focused === true);
  const tracks = useMemo(() => {
    const sized = dragged
      ? columns.map((each) => (each.id === dragged.id ? { width: dragged.width } : each))
      : columns;
    const { start, end } = pinnedCounts(model.columns, layout);
    return tracksOf(sized, { start: start + columns.length - model.columns.length, end });
  }, [columns, model.columns, layout, dragged]);
  const row = useMemo(() => rowOf(active, rows), [active, rows]);
  const col = Math.min(active.col, columns.length - 1);
  const { items, height } = useVirtualRows(
    scroll,
    rows.length,
    rowHeight,
    row,
    recall(id).scrollTop ?? 0,
  );
  const selection = useSelection(id, rows);
  const { rows: selected } = selection;
  useSelectedText(
    useMemo(() => (totals && selected.length > 0 ? totals(selected) : ''), [totals, selected]),
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
    const found = rows[to.row];
    remember(id, { activeKey: found?.key, col: to.col });
    setActive({ ...to, key: found?.key });
    if (found) peek(subjectOf(found), 'follow');
  };
  const open = useCallback(
    (at: number) => {
      const found = rows[at];
      if (!found) return;
      remember(id, { activeKey: found.key, focused: true });
      walkThrough(rows);
      onOpen(found);
    },
    [id, rows, onOpen],
  );
  const look = useCallback(
    (at: number) => {
      const found = rows[at];
      if (!found) return;
      wantsFocus.current = true;
      remember(id, { activeKey: found.key });
      setActive((now) => ({ row: at, col: now.col, key: found.key }));
      peek(subjectOf(found), 'toggle');
    },
    [id, rows],
  );
  const sort = (columnId: string, also = false): void => {
    wantsFocus.current = scroll.current?.contains(document.activeElement) === true;
    model.sortBy(columnId, also);
    // After sorting, the place counts and not the row that stood there.
    setActive({ row, col, key: undefined });
  };
  const column = columns[col];
  const menu = column && !isTick(column) ? () => setMenuOf(column.id) : null;
  const selects = totals !== undefined;
  const actions = useGridCommands(main, {
    'grid.rows': main ? () => focusAt({ row: Math.max(0, row), col }) : null,
    'grid.open': () => (row < 0 ? menu?.() : open(row)),
    'grid.peek': () => {
      if (row >= 0 && column && isTick(column)) selection.toggle(row);
      else if (row >= 0) look(row);
      else if (column && isTick(column)) selection.all();
      else if (column) sort(column.id);
    },
    'grid.select': selects && row >= 0 ? () => selection.toggle(row) : null,
    'grid.selectAll': selects ? selection.all : null,
    'grid.selectNone': selects && selection.rows.length > 0 ? selection.none : null,
    'grid.sort': menu && column ? () => sort(column.id) : null,
    'grid.sortAlso': menu && column ? () => sort(column.id, true) : null,
    'grid.columnMenu': menu,
    'grid.choose': () => setChoosing(true),
    'grid.copy': () => setCopied(selection.copy(model.columns, row, true)),
    'grid.copyRaw': () => setCopied(selection.copy(model.columns, row, false)),
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const act = actionFor(event, actions);
    if (act === undefined) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 400) / rowHeight) - 2);
    const extent = { rows: rows.length, cols: columns.length, page };
    if (typeof act === 'function') act();
    else {
      const to = moved({ row, col }, act.key, act.ctrl, extent);
      if (!to) return;
      if (act.extend && selects && row >= 0 && to.row >= 0) selection.extend(row, to.row);
      focusAt(to);
    }
    event.preventDefault();
  };

  const onFocus = (event: FocusEvent): void => {
    remember(id, { focused: true });
    const at = cellAt(event.target);
    if (at && (at.row !== row || at.col !== col)) setActive({ ...at, key: rows[at.row]?.key });
  };

  // Leaving for another screen takes the grid away, and the browser reports that as a blur to nowhere.
  const onBlur = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to && !event.currentTarget.contains(to)) remember(id, { focused: false });
  };
  const headerOf = (of: string): HTMLElement | null =>
    scroll.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(of)}"]`) ?? null;

  return (
    <>
      <div
        ref={scroll}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable={selects || undefined}
        className={`${css['grid']} ${inPage ? css['inPage'] : ''}`}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={onBlur}
        style={{
          '--cols': tracks.cols,
          '--min': tracks.min,
          '--first': `${tracks.start}px`,
          '--last': `${tracks.end}px`,
        }}
      >
        <GridHeader
          columns={columns}
          pins={tracks.pins}
          sorts={sorts}
          activeCol={row < 0 ? col : null}
          all={selects ? rows.length > 0 && selection.rows.length === rows.length : undefined}
          onSort={sort}
          onMenu={setMenuOf}
          onAll={selection.all}
          onWidth={(of, width, done) => {
            setDragged(done ? null : { id: of, width });
            if (done) model.arrange(widened(layout, of, width));
          }}
        />
        <div role="rowgroup" className={css['body']} style={{ height }}>
          {items.map((item) => {
            const found = rows[item.index];
            return found ? (
              <GridLine
                key={found.key}
                row={found}
                columns={columns}
                pins={tracks.pins}
                index={item.index}
                top={item.start}
                height={item.size}
                activeCol={item.index === row ? col : null}
                selected={selects ? selection.keys.has(found.key) : undefined}
                onOpen={open}
                onSelect={selection.press}
                onPeek={main ? look : undefined}
              />
            ) : null;
          })}
        </div>
      </div>
      <p className="sr" role="status">
        {sortWords(sorts, columns)}
      </p>
      <p className="sr" role="status">
        {copied}
      </p>
      <ColumnMenu
        model={model}
        columnId={menuOf}
        headerOf={headerOf}
        onClose={() => setMenuOf(null)}
        onChoose={() => setChoosing(true)}
      />
      <ChooseColumns model={model} open={choosing} onOpenChange={setChoosing} />
    </>
  );
}

function placeOf(id: string, rows: readonly GridRow[], first: number): Active {
  const { activeKey, col = first } = recall(id);
  return { row: rowOf({ row: 0, col, key: activeKey }, rows), col, key: activeKey };
}

function cellAt(target: EventTarget): Place | undefined {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null;
  const [row, col] = (cell?.dataset['cell'] ?? '').split(':').map(Number);
  return row === undefined || col === undefined || Number.isNaN(row) ? undefined : { row, col };
}
