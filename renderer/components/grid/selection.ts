/** Selected rows by their keys; `anchor` is where a range began. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | null;
}
export const NOTHING: Selection = { keys: new Set(), anchor: null };

interface Keyed {
  readonly key: string;
}

/** One row more, or one less; a range begins here. */
export function toggled({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/**
 * The rows from where the range began to `to`; what was selected outside of the range before stays.
 * `from`: where one stood, taken as the beginning where there is none in these rows.
 */
export function extended(
  selection: Selection,
  rows: readonly Keyed[],
  from: number,
  to: number,
): Selection {
  const known = rows.findIndex((row) => row.key === selection.anchor);
  const start = known < 0 ? from : known;
  const before = range(rows, start, from);
  const keys = new Set([...selection.keys].filter((key) => !before.has(key)));
  for (const key of range(rows, start, to)) keys.add(key);
  return { keys, anchor: rows[start]?.key ?? null };
}

function range(rows: readonly Keyed[], one: number, other: number): ReadonlySet<string> {
  const [first, last] = one < other ? [one, other] : [other, one];
  return new Set(rows.slice(Math.max(0, first), last + 1).map((row) => row.key));
}

export const allOf = (rows: readonly Keyed[]): Selection => ({
  keys: new Set(rows.map((row) => row.key)),
  anchor: rows[0]?.key ?? null,
});
