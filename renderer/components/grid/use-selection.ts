import { useCallback, useMemo, useState } from 'react';
import { copyText } from '../copy-text.ts';
import { plural } from '../format.ts';
import type { GridColumn } from './column.ts';
import { tsvOf } from './copy.ts';
import { recall, remember } from './memory.ts';
import { allOf, extended, NOTHING, toggled, type Selection } from './selection.ts';

interface Selecting<R> {
  readonly keys: ReadonlySet<string>;
  /** Those of the rows shown that are selected, in their order. */
  readonly rows: readonly R[];
  readonly toggle: (at: number) => void;
  readonly extend: (from: number, to: number) => void;
  /** A press of the mouse; with `range`, all rows from the last press on. */
  readonly press: (at: number, range: boolean) => void;
  /** All rows, or none where all are selected. */
  readonly all: () => void;
  readonly none: () => void;
  /** Copies the selected rows, or the one at `at`; says what was copied. */
  readonly copy: (columns: readonly GridColumn<R>[], at: number, shown: boolean) => string;
}

/** Which rows of a table are selected; kept between visits, like the rest of its state. */
export function useSelection<R extends { readonly key: string }>(
  id: string,
  rows: readonly R[],
): Selecting<R> {
  const [selection, set] = useState<Selection>(() => recall(id).selection ?? NOTHING);
  const change = useCallback(
    (how: (before: Selection) => Selection): void =>
      set((before) => {
        const next = how(before);
        remember(id, { selection: next });
        return next;
      }),
    [id],
  );
  const chosen = useMemo(
    () => (selection.keys.size === 0 ? [] : rows.filter((row) => selection.keys.has(row.key))),
    [selection, rows],
  );
  const toggle = useCallback(
    (at: number): void => {
      const key = rows[at]?.key;
      if (key !== undefined) change((before) => toggled(before, key));
    },
    [rows, change],
  );
  const press = useCallback(
    (at: number, range: boolean): void => {
      if (range) change((before) => extended(before, rows, at, at));
      else toggle(at);
    },
    [rows, change, toggle],
  );
  return {
    keys: selection.keys,
    rows: chosen,
    toggle,
    press,
    extend: (from, to) => change((before) => extended(before, rows, from, to)),
    all: () => change(() => (chosen.length === rows.length ? NOTHING : allOf(rows))),
    none: () => change(() => NOTHING),
    copy(columns, at, shown) {
      const [one] = rows.slice(Math.max(0, at));
      const taken = chosen.length > 0 ? chosen : one ? [one] : [];
      if (taken.length === 0) return '';
      return copyText(tsvOf(taken, columns, shown))
        ? `Copied ${plural(taken.length, 'row')}`
        : 'The browser keeps its clipboard; nothing was copied';
    },
  };
}
