import type { GridColumn } from './column.ts';

const ID = 'tick';

/** The column in which rows are selected; drawn by the line itself, which knows whether it is. */
export const TICK: GridColumn<unknown> = {
  id: ID,
  header: '',
  about: 'Select',
  width: 36,
  value: () => null,
  cell: () => null,
  firstDescending: false,
  exports: [],
};

export const isTick = ({ id }: { readonly id: string }): boolean => id === ID;
