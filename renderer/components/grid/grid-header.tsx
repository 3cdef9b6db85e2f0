import type { GridColumn } from './column.ts';
import css from './grid.module.css';

interface Props<R> {
  readonly columns: readonly GridColumn<R>[];
  readonly sort: { readonly id: string; readonly descending: boolean } | null;
  readonly activeCol: number | null;
  readonly onSort: (id: string) => void;
}

export function GridHeader<R>({ columns, sort, activeCol, onSort }: Props<R>) {
  return (
    <div role="rowgroup" className={css['head']}>
      <div role="row" aria-rowindex={1} className={css['row']}>
        {columns.map((column, at) => {
          const sorted = sort?.id === column.id ? sort : null;
          const order = sorted?.descending ? 'descending' : 'ascending';
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={sorted ? order : 'none'}
              aria-description={column.about}
              data-cell={`-1:${at}`}
              tabIndex={at === activeCol ? 0 : -1}
              title={column.about}
              className={`${css['cell']} ${css['th']} ${column.end ? css['end'] : ''}`}
              onClick={() => onSort(column.id)}
            >
              <span>{column.header}</span>
              <span aria-hidden className={css['order']}>
                {sorted ? (sorted.descending ? '▼' : '▲') : ''}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
