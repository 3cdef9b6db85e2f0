/** A cell: row −1 is the header. */
export interface Place {
  readonly row: number;
  readonly col: number;
}

interface Extent {
  readonly rows: number;
  readonly cols: number;
  /** Rows of one screenful. */
  readonly page: number;
}

/**
 * Where a key leads from a cell, by the grid pattern of the ARIA Authoring Practices
 * (https://www.w3.org/WAI/ARIA/apg/patterns/grid/), with J and K for the rows. Undefined: the key moves nothing.
 */
export function moved(from: Place, key: string, ctrl: boolean, extent: Extent): Place | undefined {
  const to = target(from, key, ctrl, extent);
  if (!to) return undefined;
  const row = Math.max(-1, Math.min(extent.rows - 1, to.row));
  const col = Math.max(0, Math.min(extent.cols - 1, to.col));
  return { row, col };
}

function target(
  { row, col }: Place,
  key: string,
  ctrl: boolean,
  extent: Extent,
): Place | undefined {
  const last = extent.cols - 1;
  if (ctrl) {
    if (key === 'Home') return { row: 0, col: 0 };
    if (key === 'End') return { row: extent.rows - 1, col: last };
    return undefined;
  }
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { row: row + 1, col };
    case 'ArrowUp':
    case 'k':
      return { row: row - 1, col };
    case 'ArrowRight':
      return { row, col: col + 1 };
    case 'ArrowLeft':
      return { row, col: col - 1 };
    case 'Home':
      return { row, col: 0 };
    case 'End':
      return { row, col: last };
    case 'PageDown':
      return { row: Math.max(0, row) + extent.page, col };
    case 'PageUp':
      return { row: Math.max(0, row - extent.page), col };
    default:
      return undefined;
  }
}

/** The cell with the tab stop; `key` is the row that stood there, so that new data does not pull it away. */
export interface Active extends Place {
  readonly key: string | undefined;
}

/** Where the active row stands now: by its key where it is still there, else as near as there are rows. */
export function rowOf({ row, key }: Active, rows: readonly { readonly key: string }[]): number {
  const near = Math.min(row, rows.length - 1);
  if (row < 0 || key === undefined || rows[row]?.key === key) return near;
  const found = rows.findIndex((each) => each.key === key);
  return found < 0 ? near : found;
}
