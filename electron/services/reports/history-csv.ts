import { closeSync, openSync, writeSync } from 'node:fs';
import { formatDay } from '../../../shared/domain/day.ts';
import { csvLine, type CsvCell } from '../../../shared/reports/csv.ts';
import type { HistoryColumn, HistoryPart } from './history-rows.ts';

/** Rows turned into text at a time. */
const LINES = 2000;

/** Writes the history as CSV, part by part; the number of rows. */
export function writeHistoryCsv(
  file: string,
  columns: readonly HistoryColumn[],
  parts: Iterable<HistoryPart>,
): number {
  const out = openSync(file, 'w');
  let rows = 0;
  try {
    writeSync(out, csvLine(columns.map((c) => c.name)));
    for (const part of parts) {
      for (let first = 0; first < part.rows; first += LINES) {
        const lines: string[] = [];
        for (let i = first; i < Math.min(first + LINES, part.rows); i++)
          lines.push(
            csvLine(columns.map((column, c) => cellOf(column, part.values[c]?.[i] ?? null))),
          );
        writeSync(out, lines.join(''));
      }
      rows += part.rows;
    }
  } finally {
    closeSync(out);
  }
  return rows;
}

function cellOf({ type }: HistoryColumn, value: string | number | null): CsvCell {
  if (typeof value !== 'number') return value;
  if (type === 'date') return formatDay(value);
  return type === 'boolean' ? value === 1 : value;
}
