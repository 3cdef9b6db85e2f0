import type { GridColumn } from './column.ts';

type Sized = Pick<GridColumn<never>, 'width' | 'grow' | 'beyond'>;

/** Where a column stays while the rest scrolls: pixels from the start or from the end of the table. */
export type Pin = { readonly start: number } | { readonly end: number };

interface Tracks {
  /** `grid-template-columns`. */
  readonly cols: string;
  /** The least width of a row: a CSS length. */
  readonly min: string;
  /** One place for each column; undefined: it scrolls. */
  readonly pins: readonly (Pin | undefined)[];
  /** What the columns that stay take at the start and at the end, pixels. */
  readonly start: number;
  readonly end: number;
}

/**
 * Widths of the columns in CSS. The growing column gets what the columns in sight leave of the grid's own width (100cqw:
 * the grid is a size container), so that they fill the screen exactly and the rest stands beyond the edge.
 * @param pinned how many columns stay in sight at the start and at the end
 */
export function tracksOf(columns: readonly Sized[], pinned = { start: 1, end: 0 }): Tracks {
  const fixed = columns.filter((column) => !column.grow);
  const beside = sum(fixed.filter((column) => !column.beyond));
  const room = (column: Sized): string =>
    column.grow
      ? `clamp(${column.width}px, 100cqw - ${beside}px, ${column.grow.most}px)`
      : `${column.width}px`;
  const grown = columns.filter((column) => column.grow);
  return {
    cols: columns
      .map((column) => (column.grow ? `minmax(${room(column)}, 1fr)` : room(column)))
      .join(' '),
    min: `calc(${[`${sum(fixed)}px`, ...grown.map(room)].join(' + ')})`,
    pins: columns.map((_, at): Pin | undefined => {
      if (at < pinned.start) return { start: sum(columns.slice(0, at)) };
      if (at >= columns.length - pinned.end) return { end: sum(columns.slice(at + 1)) };
      return undefined;
    }),
    start: sum(columns.slice(0, pinned.start)),
    end: sum(columns.slice(columns.length - pinned.end)),
  };
}

const sum = (columns: readonly Sized[]): number =>
  columns.reduce((total, column) => total + column.width, 0);
