import { memo } from 'react';
import type { GridColumn } from './column.ts';
import css from './grid.module.css';

interface Props<R> {
  readonly row: R;
  readonly columns: readonly GridColumn<R>[];
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** The column that holds the tab stop, when it is in this row. */
  readonly activeCol: number | null;
  readonly onOpen: (index: number) => void;
}

function Line<R>({ row, columns, index, top, height, activeCol, onOpen }: Props<R>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${css['row']} ${css['line']} ${activeCol === null ? '' : css['active']}`}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => {
        // Text marked with the mouse is meant to be copied.
        if (window.getSelection()?.isCollapsed !== false) onOpen(index);
      }}
    >
      {columns.map((column, at) => (
        <div
          key={column.id}
          role={at === 0 ? 'rowheader' : 'gridcell'}
          aria-colindex={at + 1}
          data-cell={`${index}:${at}`}
          tabIndex={at === activeCol ? 0 : -1}
          className={`${css['cell']} ${column.end ? css['end'] : ''}`}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only when its own row, place or focus changes. */
export const GridLine = memo(Line) as typeof Line;
