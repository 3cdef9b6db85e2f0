import {
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { RowModel, SortingState, TableFeatures } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { GridLayout } from '../../../shared/contracts/settings.ts';
import type { GridColumn } from './column.ts';
import { arranged, useLayout } from './layout.ts';
import { recall, remember } from './memory.ts';
import { orderOf, sortKeys } from './order.ts';
import type { Level, Ordering } from './order.ts';

export interface GridRow {
  readonly key: string;
}

/** One column of the order shown. */
export interface Sort {
  readonly id: string;
  readonly descending: boolean;
}

/** How many columns may sort together. */
const MOST_SORTS = 4;

/** What the sorted row model reads of the table. */
interface SortedTable {
  readonly atoms: { readonly sorting?: { get(): SortingState } };
  getPreSortedRowModel(): RowModel<TableFeatures, GridRow>;
  getColumn(id: string): { readonly columnDef: { readonly meta?: Ordering<GridRow> } } | undefined;
}

/**
 * Sorts by one number a row and column, kept as long as the rows are the same: the other way round costs no comparison
 * of texts. TanStack's own model asks each row for its value at each comparison.
 */
function keyedSortedRowModel(table: SortedTable): () => RowModel<TableFeatures, GridRow> {
  let from: RowModel<TableFeatures, GridRow> | undefined;
  let by: SortingState | undefined;
  let model: RowModel<TableFeatures, GridRow> | undefined;
  const kept = new Map<Ordering<GridRow>, Float64Array>();
  return () => {
    const before = table.getPreSortedRowModel();
    const sorting = table.atoms.sorting?.get() ?? [];
    if (model && from === before && by === sorting) return model;
    if (from !== before) kept.clear();
    from = before;
    by = sorting;
    const originals = before.rows.map((row) => row.original);
    const levels = sorting.flatMap(({ id, desc }): Level<GridRow>[] => {
      const ordering = table.getColumn(id)?.columnDef.meta;
      if (!ordering) return [];
      const keys = kept.get(ordering) ?? sortKeys(originals, ordering.value);
      kept.set(ordering, keys);
      return [{ keys, descending: desc, unknown: ordering.unknown }];
    });
    if (levels.length === 0) return (model = before);
    const rows = [...orderOf(originals, levels)].flatMap((at) => before.rows[at] ?? []);
    return (model = { rows, flatRows: rows, rowsById: before.rowsById });
  };
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: keyedSortedRowModel });

export interface GridModel<R> {
  /** Names what is remembered between visits: order, selection, focus and scroll. */
  readonly id: string;
  /** In the order shown, without those that are hidden. */
  readonly columns: readonly GridColumn<R>[];
  /** All of them, as declared. */
  readonly declared: readonly GridColumn<R>[];
  readonly layout: GridLayout;
  readonly arrange: (layout: GridLayout) => void;
  /** In the order shown. */
  readonly rows: readonly R[];
  /** What the rows are ordered by, the first first. */
  readonly sorts: readonly Sort[];
  /** Sorts by a column, again the other way round; `also`: by what was sorted before, then by this. */
  readonly sortBy: (id: string, also?: boolean, descending?: boolean) => void;
}

/**
 * Rows in the order the person chose. `columns` and `rows` must be the same objects as long as nothing changed.
 * @param layoutId tables of one kind share how their columns are arranged; `id` without it
 */
export function useGridModel<R extends GridRow & Readonly<Record<string, unknown>>>(
  id: string,
  columns: readonly GridColumn<R>[],
  rows: readonly R[],
  first: { readonly id: string; readonly desc: boolean },
  layoutId = id,
): GridModel<R> {
  const [sorting, setSorting] = useState<SortingState>(() => recall(id).sorting ?? [first]);
  const [layout, arrange] = useLayout(layoutId);
  const tableColumns = useMemo(() => {
    const helper = createColumnHelper<typeof features, R>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value(row), {
        id: column.id,
        header: column.header,
        sortDescFirst: column.firstDescending,
        meta: column,
      }),
    );
  }, [columns]);
  const table = useTable({
    features,
    columns: tableColumns,
    data: rows,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
    getRowId: (row) => row.key,
  });
  const { rows: sorted } = table.getRowModel();
  const shown = useMemo(() => sorted.map((row) => row.original), [sorted]);
  const drawn = useMemo(() => arranged(columns, layout), [columns, layout]);
  return {
    id,
    columns: drawn,
    declared: columns,
    layout,
    arrange,
    rows: shown,
    sorts: sorting.map((by) => ({ id: by.id, descending: by.desc })),
    sortBy(columnId, also = false, descending) {
      const column = columns.find((each) => each.id === columnId);
      if (!column) return;
      const next = nextSorting(sorting, column, also, descending);
      remember(id, { sorting: next });
      setSorting(next);
    },
  };
}

/** The order after a press: turned round where the column is sorted by already, and put last where it comes on top. */
export function nextSorting(
  sorting: SortingState,
  column: { readonly id: string; readonly firstDescending: boolean },
  also: boolean,
  descending?: boolean,
): SortingState {
  const now = sorting.find((by) => by.id === column.id);
  const desc = descending ?? (now ? !now.desc : column.firstDescending);
  if (!also) return [{ id: column.id, desc }];
  if (now) return sorting.map((by) => (by === now ? { id: column.id, desc } : by));
  return [...sorting.slice(0, MOST_SORTS - 1), { id: column.id, desc }];
}
