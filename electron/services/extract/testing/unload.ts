import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Dialect } from '../dialect.ts';

/** A value of a test table; null = unknown. */
export type Cell = string | null;

/** The bytes UNLOAD writes for rows in a dialect (https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html). */
export function encodeText(
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  dialect: Dialect,
  lineEnd = '\n',
): Buffer {
  const line = (cells: readonly Cell[]): string =>
    cells.map((cell) => field(cell, dialect)).join(dialect.delimiter) +
    (dialect.trailingDelimiter ? dialect.delimiter : '');
  const lines = [...(dialect.header ? [names] : []), ...rows].map(line);
  return Buffer.from(lines.map((text) => text + lineEnd).join(''));
}

function field(cell: Cell, dialect: Dialect): string {
  if (cell === null) return dialect.nulls[0] ?? '';
  const { delimiter, quotes, escape } = dialect;
  if (dialect.format === 'csv') {
    const special = ['"', '\n', '\r', delimiter].some((c) => cell.includes(c));
    // '' and a text that reads like the marker must be in quotes to be told from NULL.
    return special || cell === '' || dialect.nulls.includes(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  }
  const protect = new Set(['\n', '\r', '\\', delimiter, ...(quotes ? ['"', "'"] : [])]);
  const text = escape ? Array.from(cell, (c) => (protect.has(c) ? `\\${c}` : c)).join('') : cell;
  return quotes ? `"${text}"` : text;
}

/** Whether a dialect has a way to say a value and nothing else by the same bytes. */
export function canSay(cell: Cell, dialect: Dialect): boolean {
  if (cell === null) return dialect.nulls.length > 0;
  if (dialect.format === 'csv') return true;
  const { delimiter, quotes, escape } = dialect;
  if (quotes) return escape || !cell.includes('"');
  const bare = field(cell, dialect);
  if (dialect.nulls.includes(bare)) return false;
  return escape || !['\n', '\r', delimiter].some((c) => cell.includes(c));
}

/** JSON lines; `leaveOut` writes no name for NULL. */
export function encodeJson(
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  leaveOut = false,
): Buffer {
  const line = (cells: readonly Cell[]): string =>
    JSON.stringify(
      Object.fromEntries(
        names
          .map((name, i): [string, Cell] => [name, cells[i] ?? null])
          .filter(([, cell]) => !leaveOut || cell !== null),
      ),
    );
  return Buffer.from(rows.map((cells) => `${line(cells)}\n`).join(''));
}

export const PACKINGS = {
  none: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => gzipSync(bytes),
  'gzip in two members': (bytes: Buffer) => Buffer.concat(halves(bytes).map((b) => gzipSync(b))),
  zstd: (bytes: Buffer) => zstdCompressSync(bytes),
  'zstd in two frames': (bytes: Buffer) =>
    Buffer.concat(halves(bytes).map((b) => zstdCompressSync(b))),
} as const;

function halves(bytes: Buffer): readonly [Buffer, Buffer] {
  const middle = Math.floor(bytes.length / 2);
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}
