import type { GridColumn } from './column.ts';

type Sized = Pick<GridColumn<never>, 'width' | 'grow' | 'beyond'>;

interface Tracks {
  /** `grid-template-columns`. */
  readonly cols: string;
  /** The least width of a row: a CSS length. */
  readonly min: string;
  /** Where each of the columns that stay in sight begins, pixels from the start; as many as there are of those. */
  readonly pins: readonly number[];
  /** What they take together, pixels. */
  readonly pinned: number;
}

/**
 * Widths of the columns in CSS. The growing column gets what the columns in sight leave of the grid's own width (100cqw:
 * the grid is a size container), so that they fill the screen exactly and the rest stands beyond the edge.
 * @param pinned how many columns at the start stay in sight
 */
export function tracksOf(columns: readonly Sized[], pinned = 1): Tracks {
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
    pins: columns.slice(0, pinned).map((_, at) => sum(columns.slice(0, at))),
    pinned: sum(columns.slice(0, pinned)),
  };
}

const sum = (columns: readonly Sized[]): number =>
  columns.reduce((total, column) => total + column.width, 0);
