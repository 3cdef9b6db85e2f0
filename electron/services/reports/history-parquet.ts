import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { HistoryColumn, HistoryPart, HistoryValues } from './history-rows.ts';

/** Writes the history as Parquet, a row group for each part; the number of rows. */
export function writeHistoryParquet(
  file: string,
  columns: readonly HistoryColumn[],
  parts: Iterable<HistoryPart>,
): number {
  const parquet = new ParquetWriter({
    writer: fileWriter(file),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
    createdBy: 'Atrium',
  });
  let rows = 0;
  for (const part of parts) {
    if (part.rows === 0) continue;
    void parquet.write({
      columnData: columns.map((column, c) => ({
        name: column.name,
        data: dataOf(column, part.values[c] ?? []),
      })),
      rowGroupSize: part.rows,
    });
    rows += part.rows;
  }
  void parquet.finish();
  return rows;
}

type Element = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

function elementOf({ name, type }: HistoryColumn): Element {
  const column = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'date':
      return { ...column, type: 'INT32', converted_type: 'DATE' };
    case 'boolean':
      return { ...column, type: 'BOOLEAN' };
    case 'integer':
      return { ...column, type: 'INT64' };
    case 'decimal':
    case 'real':
      return { ...column, type: 'DOUBLE' };
    default:
      return { ...column, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
  }
}

function dataOf({ type }: HistoryColumn, values: HistoryValues): unknown[] {
  if (type === 'integer') return values.map((v) => (typeof v === 'number' ? BigInt(v) : null));
  if (type === 'boolean') return values.map((v) => (v === null ? null : v === 1));
  return values;
}
