/**
 * The mean over bags of a table's values, moved so that the rows' average is 0, and standard errors. Each row is left out
 * of equally many bags, so the spread of the bags is a delete-d jackknife (Shao and Wu, "A general theory for jackknife
 * variance estimation", 1989): variance = (1 − d)/d · mean of (value − mean)², d the share of rows left out.
 * @param rows training rows by cell
 * @param leftOut share of the rows each bag has not seen
 * @param seen false where nothing was learned: the value there is 0, that of an average row
 */
export function averaged(
  tables: readonly Float64Array[],
  rows: Float64Array,
  leftOut: number,
  seen: (cell: number) => boolean,
): { readonly values: readonly number[]; readonly errors: readonly number[] } {
  const size = rows.length;
  const count = Math.max(1, tables.length);
  const total = Math.max(1, sumOf(rows));
  const centred = tables.map((table) => {
    let mean = 0;
    for (let c = 0; c < size; c++) mean += ((table[c] ?? 0) * (rows[c] ?? 0)) / total;
    return table.map((v, c) => (seen(c) ? v - mean : 0));
  });
  const values = Array.from({ length: size }, (_, c) =>
    centred.reduce((sum, table) => sum + (table[c] ?? 0) / count, 0),
  );
  const errors = values.map((mean, c) => {
    const squares = centred.reduce((sum, table) => sum + ((table[c] ?? 0) - mean) ** 2, 0);
    return Math.sqrt(((1 - leftOut) / leftOut) * (squares / count));
  });
  return { values, errors };
}

export function sumOf(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0);
}
