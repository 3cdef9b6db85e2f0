import {
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { RowModel, SortingState, TableFeatures } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { GridColumn } from './column.ts';
import { recall, remember } from './memory.ts';
import { orderOf, sortKeys } from './order.ts';
import type { Ordering } from './order.ts';

export interface GridRow {
  readonly key: string;
}

/** What the sorted row model reads of the table. */
interface SortedTable {
  readonly atoms: { readonly sorting?: { get(): SortingState } };
  getPreSortedRowModel(): RowModel<TableFeatures, GridRow>;
  getColumn(id: string): { readonly columnDef: { readonly meta?: Ordering<GridRow> } } | undefined;
}

/**
 * Sorts by one number a row, kept as long as the rows are the same: the other way round costs no comparison of texts.
 * TanStack's own model asks each row for its value at each comparison.
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
    const [first] = sorting;
    const ordering = first && table.getColumn(first.id)?.columnDef.meta;
    if (!ordering) return (model = before);
    const originals = before.rows.map((row) => row.original);
    const keys = kept.get(ordering) ?? sortKeys(originals, ordering.value);
    kept.set(ordering, keys);
    const rows = [...orderOf(originals, keys, first.desc, ordering.unknown)].flatMap(
      (at) => before.rows[at] ?? [],
    );
    return (model = { rows, flatRows: rows, rowsById: before.rowsById });
  };
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: keyedSortedRowModel });

export interface GridModel<R> {
  /** Names what is remembered between visits: order, focus and scroll. */
  readonly id: string;
  readonly columns: readonly GridColumn<R>[];
  /** In the order shown. */
  readonly rows: readonly R[];
  readonly sort: { readonly id: string; readonly descending: boolean } | null;
  /** Sorts by a column; again the other way round. */
  readonly sortBy: (id: string) => void;
}

/** Rows in the order the person chose. `columns` and `rows` must be the same objects as long as nothing changed. */
export function useGridModel<R extends GridRow & Readonly<Record<string, unknown>>>(
  id: string,
  columns: readonly GridColumn<R>[],
  rows: readonly R[],
  first: { readonly id: string; readonly desc: boolean },
): GridModel<R> {
  const [sorting, setSorting] = useState<SortingState>(() => recall(id).sorting ?? [first]);
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
  const [by] = sorting;
  return {
    id,
    columns,
    rows: shown,
    sort: by ? { id: by.id, descending: by.desc } : null,
    sortBy: (columnId) => {
      const column = columns.find((each) => each.id === columnId);
      if (!column) return;
      const desc = by?.id === columnId ? !by.desc : column.firstDescending;
      const next = [{ id: columnId, desc }];
      remember(id, { sorting: next });
      setSorting(next);
    },
  };
}
