import { createContext, useContext } from 'react';
import type { GridLayout } from '../../../shared/contracts/settings.ts';
import type { GridColumn } from './column.ts';

export const AS_DECLARED: GridLayout = { order: [], hidden: [], pinned: [], widths: {} };

/** Where a person's arrangements of tables are kept; the app provides it. */
export const Layouts = createContext<{
  readonly of: Readonly<Record<string, GridLayout>>;
  readonly keep: (id: string, layout: GridLayout) => void;
}>({ of: {}, keep: () => undefined });

export function useLayout(id: string): readonly [GridLayout, (layout: GridLayout) => void] {
  const { of, keep } = useContext(Layouts);
  return [of[id] ?? AS_DECLARED, (layout) => keep(id, layout)];
}

const LEAST_WIDTH = 48;
const MOST_WIDTH = 800;

type Named = Pick<GridColumn<never>, 'id'>;

/** Which edge of the table a column stays at while the rest scrolls. */
export const pinOf = (layout: GridLayout, id: string): 'start' | 'end' | 'none' =>
  layout.pinned.includes(id) ? 'start' : layout.pinnedEnd?.includes(id) ? 'end' : 'none';

/** The columns in their order, hidden ones too: as arranged, and a new column where it was declared. */
export function ordered<C extends Named>(columns: readonly C[], layout: GridLayout): readonly C[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const found = layout.order.flatMap((id) => byId.get(id) ?? []);
  columns.forEach((column, at) => {
    if (found.includes(column)) return;
    const before = columns[at - 1];
    found.splice(before ? found.indexOf(before) + 1 : 0, 0, column);
  });
  const [first] = columns;
  const rank = (column: C): number =>
    column === first ? 0 : { start: 1, none: 2, end: 3 }[pinOf(layout, column.id)];
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** How many columns at the start and at the end stay in sight while the rest scrolls; the first always does. */
export const pinnedCounts = (
  shown: readonly Named[],
  layout: GridLayout,
): { readonly start: number; readonly end: number } => ({
  start: shown.filter(({ id }, at) => at === 0 || pinOf(layout, id) === 'start').length,
  end: shown.filter(({ id }, at) => at > 0 && pinOf(layout, id) === 'end').length,
});

/** The columns to draw, in order, each as wide as a person made it. The first cannot be hidden: it names the row. */
export function arranged<R>(
  columns: readonly GridColumn<R>[],
  layout: GridLayout,
): readonly GridColumn<R>[] {
  return ordered(columns, layout)
    .filter((column, at) => at === 0 || !layout.hidden.includes(column.id))
    .map((column) => {
      const width = layout.widths[column.id];
      if (width === undefined && pinOf(layout, column.id) === 'none') return column;
      const { grow: _grow, ...fixed } = column;
      return { ...fixed, width: width ?? column.width };
    });
}

/** Moves a column by one place among those in sight; a pinned one among the pinned. Undefined where it cannot go. */
export function movedBy(
  columns: readonly Named[],
  layout: GridLayout,
  id: string,
  step: 1 | -1,
): GridLayout | undefined {
  const all = ordered(columns, layout);
  const shown = all.filter((column, at) => at === 0 || !layout.hidden.includes(column.id));
  const at = shown.findIndex((column) => column.id === id);
  const [from, to] = [shown[at], shown[at + step]];
  if (!from || !to || at + step === 0 || at === 0) return undefined;
  if (pinOf(layout, from.id) !== pinOf(layout, to.id)) return undefined;
  const order = all.map((column) => column.id).filter((each) => each !== id);
  order.splice(order.indexOf(to.id) + (step > 0 ? 1 : 0), 0, id);
  return { ...layout, order };
}

const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];

/** Keeps a column in sight at an edge, or lets it scroll. */
export function pinnedTo(
  layout: GridLayout,
  id: string,
  edge: 'start' | 'end' | 'none',
): GridLayout {
  const without = (ids: readonly string[] = []): string[] => ids.filter((each) => each !== id);
  const [pinned, pinnedEnd] = [without(layout.pinned), without(layout.pinnedEnd)];
  if (edge === 'start') pinned.push(id);
  if (edge === 'end') pinnedEnd.push(id);
  return { ...layout, pinned, pinnedEnd };
}
export const hideToggled = (layout: GridLayout, id: string): GridLayout => ({
  ...layout,
  hidden: toggled(layout.hidden, id),
});
export const widened = (layout: GridLayout, id: string, width: number): GridLayout => ({
  ...layout,
  widths: {
    ...layout.widths,
    [id]: Math.round(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width))),
  },
});
