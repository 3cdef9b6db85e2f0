import type { ReactNode } from 'react';
import type { Ordering } from './order.ts';

/** One column of a grid. What it sorts by is told apart from how it looks. */
export interface GridColumn<R> extends Ordering<R> {
  readonly id: string;
  readonly header: string;
  /** What the number is, in full: the header's tooltip and its name for assistive technology. */
  readonly about: string;
  /** Width in pixels. */
  readonly width: number;
  /** The column that takes what is left over; from `width` up to `most` it makes room for those that stand in sight. */
  readonly grow?: { readonly most: number };
  /** Stands beyond the right edge on a usual screen: it takes no room from the growing column. */
  readonly beyond?: boolean;
  /** Numbers stand right-aligned. */
  readonly end?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** The cell in words, as it is copied; without it, the value it sorts by. null = unknown. */
  readonly text?: (row: R) => string | null;
  /** Which way the first press sorts: names upwards, what is worth looking at downwards. */
  readonly firstDescending: boolean;
  /** Columns of the contract that this one shows, for the export. */
  readonly exports: readonly string[];
}
