import type { ReactNode } from 'react';

/** One column of a grid. What it sorts by is told apart from how it looks. */
export interface GridColumn<R> {
  readonly id: string;
  readonly header: string;
  /** What the number is, in full: the header's tooltip and its name for assistive technology. */
  readonly about: string;
  /** Width in pixels; `grow` takes what is left over. */
  readonly width: number;
  readonly grow?: boolean;
  /** Numbers stand right-aligned. */
  readonly end?: boolean;
  /** Sorts as a number though it is not right-aligned. */
  readonly numeric?: boolean;
  /** What it sorts by; null = unknown, always last. */
  readonly value: (row: R) => string | number | null;
  readonly cell: (row: R) => ReactNode;
  /** Which way the first press sorts: names upwards, what is worth looking at downwards. */
  readonly firstDescending: boolean;
  /** Columns of the contract that this one shows, for the export. */
  readonly exports: readonly string[];
}
