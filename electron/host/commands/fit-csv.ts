import { readFileSync } from 'node:fs';
import { refuse } from '../../../shared/contracts/problem.ts';
import { CSV } from '../../services/extract/dialect.ts';
import { textAt } from '../../services/extract/fields.ts';
import { createTokenizer } from '../../services/extract/tokenizer.ts';

/** Any table as texts; null = nothing there, or a word that says so. */
export interface TextTable {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** By column, in the order of `names`. */
  readonly columns: readonly (readonly (string | null)[])[];
  readonly rows: number;
  /** Records that do not have as many fields as the first line, or cannot be read. */
  readonly setAside: number;
}

const DELIMITERS = [',', ';', '\t', '|'];
/** What the usual tools write for a value that is not there. */
const NOTHING = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  '<na>',
  'nan',
  '-nan',
  'null',
  'none',
  '\\n',
  '@null@',
  '?',
]);

/**
 * Reads a file of separated values with a first line of names.
 * @throws AtriumError `source_missing` or `bad_delivery`
 */
export function readTextTable(file: string): TextTable {
  const bytes = asUtf8(contentOf(file));
  const delimiter = delimiterOf(bytes);
  let names: string[] | undefined;
  let columns: (string | null)[][] = [];
  let setAside = 0;
  const tokenizer = createTokenizer(
    (record) => {
      const width = names?.length ?? record.fields;
      if (record.fault !== undefined || record.fields !== width) {
        setAside++;
        return;
      }
      const texts = Array.from({ length: width }, (_, i) => textAt(record, i).trim());
      if (!names) {
        names = distinct(texts);
        columns = names.map(() => []);
        return;
      }
      texts.forEach((text, i) => columns[i]?.push(NOTHING.has(text.toLowerCase()) ? null : text));
    },
    { ...CSV, delimiter },
  );
  tokenizer.push(bytes);
  tokenizer.end();
  if (!names) throw refuse('bad_delivery', `${file} has no first line that names its columns.`);
  return { delimiter, names, columns, rows: columns[0]?.length ?? 0, setAside };
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw refuse('source_missing', `${file} cannot be read.`, { cause });
  }
}

/** UTF-16 by its byte order mark; what is no UTF-8 is taken for Windows' western letters. */
function asUtf8(bytes: Buffer): Uint8Array {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    if (encoding !== 'utf-8') return Buffer.from(new TextDecoder(encoding).decode(bytes));
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return bytes;
  } catch {
    return Buffer.from(new TextDecoder('windows-1252').decode(bytes));
  }
}

/** The separator that stands most often in the first line, outside of quotes. */
function delimiterOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 1 << 16)).toString('utf8');
  const counts = new Map(DELIMITERS.map((d) => [d, 0]));
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '\n' || letter === '\r')) break;
    else if (!quoted && counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return DELIMITERS.reduce((best, d) =>
    (counts.get(d) ?? 0) > (counts.get(best) ?? 0) ? d : best,
  );
}

/** Names as they are; one that is missing or there before gets a number. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    const base = name === '' ? `column ${i + 1}` : name;
    let own = base;
    for (let n = 2; seen.has(own); n++) own = `${base} ${n}`;
    seen.add(own);
    return own;
  });
}
