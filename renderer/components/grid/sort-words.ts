import type { Sort } from './model.ts';

/** The order in words, for those who do not see the marks: `Sorted by Risk, descending, then by ARR, ascending`. */
export function sortWords(
  sorts: readonly Sort[],
  columns: readonly { readonly id: string; readonly header: string }[],
): string {
  const parts = sorts.flatMap(({ id, descending }) => {
    const column = columns.find((each) => each.id === id);
    return column ? [`${column.header}, ${descending ? 'descending' : 'ascending'}`] : [];
  });
  return parts.length === 0 ? '' : `Sorted by ${parts.join(', then by ')}`;
}
