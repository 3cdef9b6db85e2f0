/** Columns by office. Typed arrays made with `from` and a function walk an iterator, which takes ten times as long. */

export function numbers(offices: number, of: (office: number) => number): Float64Array {
  const column = new Float64Array(offices);
  for (let i = 0; i < offices; i++) column[i] = of(i);
  return column;
}

export function flags(offices: number, of: (office: number) => boolean): Uint8Array {
  const column = new Uint8Array(offices);
  for (let i = 0; i < offices; i++) column[i] = of(i) ? 1 : 0;
  return column;
}

/** Those for which `of` holds, ascending. */
export function officesWith(offices: number, of: (office: number) => boolean): Int32Array {
  const found = new Int32Array(offices);
  let n = 0;
  for (let i = 0; i < offices; i++) if (of(i)) found[n++] = i;
  return found.subarray(0, n);
}
