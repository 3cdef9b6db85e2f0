/** A cell of a table to export. Null is an empty cell; 0 is 0. */
export type CsvCell = string | number | boolean | null;

/**
 * RFC 4180 text with CRLF line ends. Text that a spreadsheet would take for a formula gets a leading apostrophe
 * (OWASP, "CSV Injection"); numbers are left alone, so that −3 stays a number.
 */
export function toCsv(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  provenance: string,
): string {
  const lines = [header.map(cell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  // Last, so that the first line stays the header for every reader; it holds no comma and starts with a hash.
  lines.push(`# ${provenance.replaceAll(/[\r\n,"]+/g, ' ')}`);
  return `${lines.join('\r\n')}\r\n`;
}

/** One line of such a table, for files too long to be put together in memory. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cell).join(',')}\r\n`;

const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
