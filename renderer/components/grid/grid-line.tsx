import { memo } from 'react';
import type { CSSProperties, MouseEvent } from 'react';
import type { GridColumn } from './column.ts';
import css from './grid.module.css';
import { isTick } from './tick.ts';
import type { Pin } from './tracks.ts';

interface Props<R> {
  readonly row: R;
  readonly columns: readonly GridColumn<R>[];
  readonly pins: readonly (Pin | undefined)[];
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** The column that holds the tab stop, when it is in this row. */
  readonly activeCol: number | null;
  /** undefined: rows of this table are not selected. */
  readonly selected: boolean | undefined;
  readonly onOpen: (index: number) => void;
  /** With `range`: all rows up to this one. */
  readonly onSelect: (index: number, range: boolean) => void;
  /** Absent where there is nothing to look at beside the list. */
  readonly onPeek: ((index: number) => void) | undefined;
}

function Line<R>(props: Props<R>) {
  const { row, columns, pins, index, top, height, activeCol, selected } = props;
  const { onOpen, onSelect, onPeek } = props;
  const name = columns.findIndex((column) => !isTick(column));
  const onTick = (event: MouseEvent): void => {
    event.stopPropagation();
    onSelect(index, event.shiftKey);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`${css['row']} ${css['line']} ${activeCol === null ? '' : css['active']} ${selected ? css['selected'] : ''}`}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => {
        // Text marked with the mouse is meant to be copied.
        if (window.getSelection()?.isCollapsed !== false) onOpen(index);
      }}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role={at === name ? 'rowheader' : 'gridcell'}
          aria-colindex={at + 1}
          data-cell={`${index}:${at}`}
          tabIndex={at === activeCol ? 0 : -1}
          className={classOf(column, pins[at])}
          style={styleOf(pins[at])}
          onClick={isTick(column) ? onTick : undefined}
        >
          {isTick(column) ? <Tick on={selected === true} /> : column.cell(row)}
          {at === name && onPeek ? (
            <span
              aria-hidden
              className={css['peek']}
              title="Look beside the list (Space)"
              onClick={(event) => {
                event.stopPropagation();
                onPeek(index);
              }}
            >
              ◨
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}

function Tick({ on }: { readonly on: boolean }) {
  return (
    <>
      <span aria-hidden className={css['tick']} data-on={on}>
        {on ? '✓' : ''}
      </span>
      <span className="sr">{on ? 'selected' : 'not selected'}</span>
    </>
  );
}

/** Classes of a cell, in the header too. */
export function classOf(column: { readonly end?: boolean }, pin: Pin | undefined): string {
  const edge = pin === undefined ? '' : 'start' in pin ? css['pinned'] : css['pinnedEnd'];
  return `${css['cell']} ${column.end ? css['end'] : ''} ${edge}`;
}

export const styleOf = (pin: Pin | undefined): CSSProperties | undefined =>
  pin && ('start' in pin ? { insetInlineStart: pin.start } : { insetInlineEnd: pin.end });

/** Drawn again only when its own row, place, focus or selection changes. */
export const GridLine = memo(Line) as typeof Line;
