import type { GridColumn } from './column.ts';

/**
 * Rows as tab-separated values with a header, for a spreadsheet or a mail.
 * `shown`: texts as on the screen; else the numbers the columns sort by, in full. What is not known is empty, never 0.
 */
export function tsvOf<R>(
  rows: readonly R[],
  columns: readonly GridColumn<R>[],
  shown: boolean,
): string {
  const line = (cells: readonly string[]): string => cells.join('\t');
  return [
    line(columns.map(({ header }) => cellText(header))),
    ...rows.map((row) =>
      line(
        columns.map((column) => {
          const value = column.value(row);
          if (shown && column.text) return cellText(column.text(row) ?? '');
          if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
          return cellText(value ?? '');
        }),
      ),
    ),
  ].join('\n');
}

/**
 * A tab or a line's end would part the cell. A text that a spreadsheet would take for a formula is marked as text
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function cellText(text: string): string {
  const flat = text.replaceAll(/\p{Cc}+/gu, ' ').trim();
  return /^[=+\-@]/.test(flat) && !/^[+-]?[\d.,\u202f\u00a0 ]+\s?[%×x]?$/.test(flat)
    ? `'${flat}`
    : flat;
}
