interface Spark {
  /** SVG path; gaps where a value is unknown. */
  readonly path: string;
  /** The last known value. */
  readonly end: { readonly x: number; readonly y: number } | null;
}

/**
 * A line over `values` from zero to `highest` (by default their own) in a box, with a margin of 2; unknown values leave
 * a gap.
 */
export function sparkPath(
  values: readonly (number | null)[],
  width: number,
  height: number,
  highest = Math.max(0, ...values.map((value) => value ?? 0)),
): Spark {
  const top = Math.max(1, highest);
  const step = (width - 4) / Math.max(1, values.length - 1);
  let path = '';
  let pen = false;
  let end: Spark['end'] = null;
  for (const [at, value] of values.entries()) {
    if (value === null) {
      pen = false;
      continue;
    }
    const x = round(2 + at * step);
    const y = round(height - 2 - (value / top) * (height - 4));
    // A value between two gaps is a dot: a line of no length with round ends.
    path += pen ? `L${x} ${y}` : `M${x} ${y}l0 0`;
    pen = true;
    end = { x, y };
  }
  return { path, end };
}

const round = (value: number): number => Math.round(value * 10) / 10;
