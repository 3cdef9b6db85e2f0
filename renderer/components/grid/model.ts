import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { SortingState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { GridColumn } from './column.ts';
import { recall, remember } from './memory.ts';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: {
    basic: sortFn_basic,
    words: (a, b, id) => collator.compare(a.getValue<string>(id), b.getValue<string>(id)),
  },
});

export interface GridRow {
  readonly key: string;
}

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
      helper.accessor((row): unknown => column.value(row) ?? undefined, {
        id: column.id,
        header: column.header,
        sortUndefined: 'last',
        sortDescFirst: column.firstDescending,
        sortFn: column.end || column.numeric ? 'basic' : 'words',
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
