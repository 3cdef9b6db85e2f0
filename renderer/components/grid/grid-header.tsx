import { useRef } from 'react';
import type { MouseEvent, PointerEvent } from 'react';
import type { GridColumn } from './column.ts';
import { classOf, styleOf } from './grid-line.tsx';
import css from './grid.module.css';
import type { Sort } from './model.ts';
import { isTick } from './tick.ts';
import type { Pin } from './tracks.ts';

interface Props<R> {
  readonly columns: readonly GridColumn<R>[];
  readonly pins: readonly (Pin | undefined)[];
  readonly sorts: readonly Sort[];
  readonly activeCol: number | null;
  /** Whether all rows are selected; undefined where rows are not. */
  readonly all: boolean | undefined;
  readonly onSort: (id: string, also: boolean) => void;
  readonly onMenu: (id: string) => void;
  readonly onAll: () => void;
  readonly onWidth: (id: string, width: number, done: boolean) => void;
}

export function GridHeader<R>(props: Props<R>) {
  const { columns, pins, sorts, activeCol, all, onSort, onMenu, onAll, onWidth } = props;
  return (
    <div role="rowgroup" className={css['head']}>
      <div role="row" aria-rowindex={1} className={css['row']}>
        {columns.map((column, at) => {
          const place = sorts.findIndex((each) => each.id === column.id);
          const sorted = sorts[place];
          const order = sorted?.descending ? 'descending' : 'ascending';
          const tick = isTick(column);
          const onClick = (event: MouseEvent): void => {
            if (tick) onAll();
            else onSort(column.id, event.shiftKey);
          };
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={at + 1}
              // Only one column may be called sorted; the others say their place in words.
              aria-sort={tick ? undefined : place === 0 ? order : 'none'}
              aria-haspopup={tick ? undefined : 'menu'}
              aria-description={column.about}
              data-cell={`-1:${at}`}
              data-column={column.id}
              data-sorted={sorted !== undefined}
              tabIndex={at === activeCol ? 0 : -1}
              title={column.about}
              className={`${classOf(column, pins[at])} ${css['th']}`}
              style={styleOf(pins[at])}
              onClick={onClick}
              onContextMenu={(event) => {
                if (tick) return;
                event.preventDefault();
                onMenu(column.id);
              }}
            >
              {tick ? (
                <AllTick on={all === true} />
              ) : (
                <>
                  <span className={css['title']}>{column.header}</span>
                  <Order place={place} count={sorts.length} descending={sorted?.descending} />
                  <span
                    aria-hidden
                    className={css['more']}
                    onClick={(event) => {
                      event.stopPropagation();
                      onMenu(column.id);
                    }}
                  >
                    ⋮
                  </span>
                  <Edge
                    width={column.width}
                    onWidth={(width, done) => onWidth(column.id, width, done)}
                  />
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function AllTick({ on }: { readonly on: boolean }) {
  return (
    <>
      <span aria-hidden className={css['tick']} data-on={on}>
        {on ? '✓' : ''}
      </span>
      <span className="sr">Selected</span>
    </>
  );
}

/** Which way, and as the how many-th column. */
function Order({
  place,
  count,
  descending,
}: {
  readonly place: number;
  readonly count: number;
  readonly descending: boolean | undefined;
}) {
  if (descending === undefined) return null;
  return (
    <>
      <span aria-hidden className={css['order']}>
        {descending ? '▼' : '▲'}
        {count > 1 ? place + 1 : ''}
      </span>
      {place > 0 ? (
        <span className="sr">
          , sorted {place + 1} of {count}, {descending ? 'descending' : 'ascending'}
        </span>
      ) : null}
    </>
  );
}

/** The edge one drags; the menu of the column has the same for the keyboard. */
function Edge({
  width,
  onWidth,
}: {
  readonly width: number;
  readonly onWidth: (width: number, done: boolean) => void;
}) {
  const dragged = useRef(false);
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>): void => {
    event.stopPropagation();
    const edge = event.currentTarget;
    const start = event.clientX;
    const from = edge.parentElement?.getBoundingClientRect().width ?? width;
    edge.setPointerCapture(event.pointerId);
    let now = from;
    dragged.current = false;
    const move = (to: globalThis.PointerEvent): void => {
      now = from + to.clientX - start;
      dragged.current = true;
      onWidth(now, false);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener(
      'lostpointercapture',
      () => {
        edge.removeEventListener('pointermove', move);
        if (dragged.current) onWidth(now, true);
      },
      { once: true },
    );
  };
  return (
    <span
      aria-hidden
      className={css['edge']}
      onPointerDown={onPointerDown}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
