import type { Dialect } from '../../../shared/contracts/dialect.ts';

export type { Dialect };

/** Spark's and our own marker, the one of COPY, and UNLOAD's default: nothing at all. */
export const USUAL_NULLS: readonly string[] = ['@NULL@', '\\N', ''];

export const CSV: Dialect = {
  format: 'csv',
  delimiter: ',',
  quotes: false,
  escape: false,
  nulls: [...USUAL_NULLS],
  quotedNulls: false,
  header: true,
  trailingDelimiter: false,
};

/** The markers as bytes, with a table of their first bytes: most values are told from them by one look. */
export interface NullMarkers {
  readonly empty: boolean;
  readonly first: Uint8Array;
  readonly marks: readonly Uint8Array[];
  readonly quoted: boolean;
}

export function nullMarkers(dialect: Pick<Dialect, 'nulls' | 'quotedNulls'>): NullMarkers {
  const marks = dialect.nulls.filter((n) => n !== '').map((n) => new TextEncoder().encode(n));
  const first = new Uint8Array(256);
  for (const mark of marks) first[mark[0] ?? 0] = 1;
  return {
    empty: dialect.nulls.includes(''),
    first,
    marks,
    quoted: dialect.quotedNulls,
  };
}

/** Formats with markers of their own need none of text's. */
export const NO_MARKERS: NullMarkers = nullMarkers({ nulls: [], quotedNulls: false });

export function isMarker(nulls: NullMarkers, b: Uint8Array, from: number, to: number): boolean {
  if (nulls.first[b[from] ?? 0] === 0) return false;
  // A loop, not a method with a function: every unknown value passes here.
  next: for (const mark of nulls.marks) {
    if (mark.length !== to - from) continue;
    for (let i = 1; i < mark.length; i++) if (b[from + i] !== mark[i]) continue next;
    if (b[from] === mark[0]) return true;
  }
  return false;
}

const NAMES: Readonly<Record<string, string>> = {
  ',': 'comma',
  '|': 'bar',
  '\t': 'tab',
  ';': 'semicolon',
  '^': 'caret',
  '~': 'tilde',
  ' ': 'space',
};

/** `CSV, comma, NULL as @NULL@`: one line for people. */
export function describeDialect(d: Dialect): string {
  if (d.format === 'json') return 'JSON lines';
  if (d.format === 'parquet') return 'Parquet';
  const code = d.delimiter.charCodeAt(0).toString(16).padStart(2, '0');
  const printable = d.delimiter > ' ' && d.delimiter < '\x7f';
  const parts = [
    d.format === 'csv' ? 'CSV' : 'text',
    `delimiter ${NAMES[d.delimiter] ?? (printable ? d.delimiter : `0x${code}`)}`,
  ];
  if (d.quotes) parts.push('every value in quotes');
  if (d.escape) parts.push('backslash escapes');
  parts.push(d.header ? 'with a header line' : 'without a header line');
  parts.push(
    `NULL as ${d.nulls.map((n) => (n === '' ? 'nothing' : n)).join(' or ') || 'no marker'}`,
  );
  return parts.join(', ');
}
