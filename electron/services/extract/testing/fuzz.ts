import { gzipSync, zstdCompressSync } from 'node:zlib';
import { AtriumError } from '../../../../shared/contracts/problem.ts';
import type { DayRows } from '../day-rows.ts';
import { CSV, type Dialect } from '../dialect.ts';
import { createTokenizer } from '../tokenizer.ts';
import { nullAt, textAt } from '../fields.ts';
import type { RawRecord } from '../record.ts';
import { decodeText } from './decode-text.ts';
import { readFiles } from './memory-source.ts';
import { canSay, encodeJson, encodeText, type Cell } from './unload.ts';

export interface FuzzResult {
  readonly files: number;
  readonly records: number;
  readonly accepted: number;
  readonly setAside: number;
  /** Files refused as a whole, in a sentence. */
  readonly refused: number;
}

const NAMES = [
  'ds',
  'company_id',
  'location_id',
  'company_name',
  'location_name',
  'location_status',
  'visitors',
  'location_arr',
  'is_open_day',
  'renewal_on',
  'last_active_at',
];
const ROWS_A_FILE = 50;
const text = (part: Partial<Dialect>): Dialect => ({ ...CSV, format: 'text', ...part });
const DIALECTS: readonly Dialect[] = [
  CSV,
  { ...CSV, delimiter: '|' },
  text({ delimiter: '|', escape: true }),
  text({ delimiter: '\t', escape: true, nulls: ['\\N'] }),
  text({ delimiter: ',', escape: true, quotes: true }),
  text({ delimiter: '|', quotes: true }),
  text({ delimiter: '|' }),
];
/** Bytes that mean something somewhere, and some that mean nothing anywhere. */
const SPITEFUL = [
  0x22, 0x5c, 0x0a, 0x0d, 0x2c, 0x7c, 0x09, 0x27, 0x7b, 0x7d, 0x3a, 0, 0xff, 0xc3, 0x40,
];

/** How a file is packed once it is spoiled. */
const PACKINGS: readonly ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes,
  gzipSync,
  zstdCompressSync,
];
const FORMATS = [...DIALECTS, 'json', 'parquet'] as const;

/** hyparquet-writer's `parquetWriteBuffer`: what writes Parquet is no part of what is shipped. */
export type WriteParquet = (file: {
  readonly columnData: { name: string; type: 'STRING'; data: Cell[] }[];
  readonly codec: 'SNAPPY' | 'UNCOMPRESSED';
  readonly rowGroupSize: number;
}) => ArrayBuffer;

interface SpoiltFile {
  readonly bytes: Buffer;
  readonly spoilt: boolean;
  /** How to read it where its bytes alone leave that open. */
  readonly mapping?: typeof EMPTY & { readonly dialect: Dialect };
  /** Throws where an accepted row is not what was written. */
  readonly check?: (day: DayRows) => void;
}

/**
 * Writes rows in every format and packing, spoils them and reads them again, until `records` records were read. Throws
 * where a record is lost, is accepted as something it does not say, or anything but a refusal in words comes out.
 * @param onProgress hears of the figures so far, now and then
 */
export async function fuzzReader(
  records: number,
  seed: number,
  writeParquet: WriteParquet,
  onProgress: (total: FuzzResult) => void = () => undefined,
): Promise<FuzzResult> {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const total = { files: 0, records: 0, accepted: 0, setAside: 0, refused: 0 };
  for (let file = 0; total.records < records; file++) {
    const where = `seed ${seed}, file ${file}`;
    const pack = PACKINGS[Math.floor(file / FORMATS.length) % PACKINGS.length];
    const { bytes, spoilt, mapping, check } = spoiltFile(
      FORMATS[file % FORMATS.length],
      below,
      writeParquet,
    );
    total.files++;
    try {
      const piece = 1 + below(4000);
      // Parquet packs its pages itself.
      const a = check ? bytes : (pack?.(bytes) ?? bytes);
      const day = await readFiles({ a }, { piece, ...(mapping ? { mapping } : {}) });
      const told = day.rows.length + day.setAside.length + day.repeated;
      if (!spoilt && day.rows.length !== ROWS_A_FILE)
        throw new Error(`${where}: unspoiled rows were set aside`);
      if (told !== day.records)
        throw new Error(`${where}: ${day.records} records, ${told} told of`);
      check?.(day);
      total.records += day.records;
      total.accepted += day.rows.length + day.repeated;
      total.setAside += day.setAside.length;
    } catch (error) {
      if (!(error instanceof AtriumError) || error.problem.code !== 'bad_delivery') throw error;
      total.refused++;
      total.records += ROWS_A_FILE;
    }
    if (file % 1000 === 999) onProgress(total);
  }
  return total;
}

function spoiltFile(
  format: (typeof FORMATS)[number] | undefined,
  below: (n: number) => number,
  writeParquet: WriteParquet,
): SpoiltFile {
  const dialect = typeof format === 'object' ? format : undefined;
  const rows = Array.from({ length: ROWS_A_FILE }, (_, i) => rowOf(i, below, dialect ?? CSV));
  if (format === 'parquet') return parquetFile(rows, below, writeParquet);
  const clean = dialect ? encodeText(NAMES, rows, dialect) : encodeJson(NAMES, rows);
  const bytes = mutated(clean, dialect ? clean.indexOf(0x0a) + 1 : 0, below);
  if (!dialect) return { bytes, spoilt: bytes !== clean };
  checkRecords(bytes, dialect);
  const mapping = { ...EMPTY, dialect: { ...dialect, header: true } };
  return { bytes, spoilt: bytes !== clean, mapping };
}

/**
 * Values spoiled before they are packed into pages: a page whose own bytes are damaged is a matter of its whole file,
 * of checksums, and of the thread that reads it.
 */
function parquetFile(
  rows: readonly Cell[][],
  below: (n: number) => number,
  writeParquet: WriteParquet,
): SpoiltFile {
  let spoilt = false;
  const written = rows.map((cells) =>
    cells.map((cell): Cell => {
      if (cell === null || below(60) > 0) return cell;
      spoilt = true;
      return below(5) === 0 ? null : mutated(Buffer.from(cell), 0, below).toString('utf8');
    }),
  );
  const column = (name: string, i: number) => ({
    name,
    type: 'STRING' as const,
    data: written.map((cells) => cells[i] ?? null),
  });
  const codec = below(2) === 0 ? 'SNAPPY' : 'UNCOMPRESSED';
  const columnData = NAMES.map((name, i) => column(name, i));
  const rowGroupSize = 1 + below(2 * ROWS_A_FILE);
  const bytes = Buffer.from(writeParquet({ columnData, codec, rowGroupSize }));
  return {
    bytes,
    spoilt,
    check(day) {
      for (const { record, attributes } of day.rows) {
        const name = written[record - 1]?.[NAMES.indexOf('location_name')];
        // NUL is replaced on purpose, and what is no text was replaced as it was written.
        const said = typeof name === 'string' ? name.replaceAll('\0', '\ufffd') : null;
        if ((attributes?.values['location_name'] ?? null) !== said)
          throw new Error(`row ${record} says ${JSON.stringify(attributes?.values)}, not ${said}`);
      }
    },
  };
}

const EMPTY = {
  columns: new Map<string, string>(),
  values: new Map<string, never>(),
  limits: {},
  seal: '',
};

/**
 * A record is accepted only as what it says: its fields and delimiters together are all of its bytes, and its values,
 * written again, read as the same values.
 */
function checkRecords(bytes: Uint8Array, dialect: Dialect): void {
  const problems: string[] = [];
  const tokenizer = createTokenizer((r) => {
    if (r.fault !== undefined) return;
    const problem = bytesMissing(r, dialect) ?? notWritten(r, dialect) ?? valuesChanged(r, dialect);
    if (problem !== undefined) problems.push(`${problem} at byte ${r.offset}`);
  }, dialect);
  tokenizer.push(bytes);
  tokenizer.end();
  if (problems.length > 0)
    throw new Error(`${problems[0]} of ${Buffer.from(bytes).toString('base64')}`);
}

/** Between two fields stands one delimiter, with the quotes of both; after the last at most a CR. */
function bytesMissing(r: RawRecord, dialect: Dialect): string | undefined {
  let at = r.start;
  for (let i = 0; i < r.fields; i++) {
    const quote = ((r.quoted[i] ?? 0) & 1) === 1 ? 1 : 0;
    if (r.starts[i] !== at + quote) return `field ${i} does not begin where the one before ended`;
    at = (r.ends[i] ?? 0) + quote;
    if (i < r.fields - 1) {
      if (r.buffer[at] !== dialect.delimiter.charCodeAt(0)) return `no delimiter after field ${i}`;
      at++;
    }
  }
  const rest = Buffer.from(r.buffer.subarray(at, r.end)).toString('latin1');
  return rest === '' || rest === '\r' ? undefined : 'bytes after the last field';
}

/** Each field is one that its dialect can write: nothing in it would have ended it. */
function notWritten(r: RawRecord, dialect: Dialect): string | undefined {
  const { delimiter, escape, format, quotes } = dialect;
  for (let i = 0; i < r.fields; i++) {
    const raw = Buffer.from(r.buffer.subarray(r.starts[i], r.ends[i])).toString('latin1');
    if (dialect.nulls.includes(raw)) continue;
    const inQuotes = ((r.quoted[i] ?? 0) & 1) === 1;
    if (escape && !/^(?:[^\\]|\\[\n\r\\"'|,\t])*$/.test(raw)) return `field ${i} escapes too much`;
    const left = escape
      ? raw.replaceAll(/\\[^]/g, '')
      : format === 'csv' && inQuotes
        ? raw.replaceAll('""', '')
        : raw;
    const ends = inQuotes ? ['"', ...(escape && quotes ? ['\n'] : [])] : [delimiter, '\n'];
    if (ends.some((end) => left.includes(end))) return `field ${i} goes on after its end`;
  }
  return undefined;
}

function valuesChanged(r: RawRecord, dialect: Dialect): string | undefined {
  const cells = Array.from({ length: r.fields }, (_, i): Cell =>
    nullAt(r, i) ? null : textAt(r, i),
  );
  if (cells.length < 2 || !cells.every((cell) => canSay(cell, dialect))) return undefined;
  const exact = { ...dialect, header: false, trailingDelimiter: false };
  const [again, ...more] = decodeText(Buffer.concat([MARK, encodeText([], [cells], exact)]), exact);
  if (more.length > 0 || again?.fault !== undefined) return 'the values do not write as one record';
  return cells.every((cell, i) => cell === again?.cells[i]) ? undefined : 'a value changed';
}

/** A mark of its own keeps a value that begins like one. */
const MARK = Buffer.from('\ufeff');

function rowOf(i: number, below: (n: number) => number, dialect: Dialect): Cell[] {
  const letters = ['a', 'é', ' ', '"', '\\', ',', '|', '\n', '\r', "'", '😀', '\t', '{'];
  const word = (): string =>
    Array.from({ length: below(8) }, () => letters[below(letters.length)] ?? '').join('');
  const cells: Cell[] = [
    '2026-11-20',
    'c1',
    `l${i}`,
    'Acme',
    `Office ${word()}`,
    'active',
    below(9) === 0 ? null : String(below(1e6)),
    below(3) === 0 ? null : `${below(1e6)}.5`,
    below(2) === 0 ? 't' : 'f',
    below(2) === 0 ? null : '2027-01-31',
    '2026-11-20 10:00:00.25+01',
  ];
  return cells.map((cell) => (canSay(cell, dialect) ? cell : 'plain'));
}

/** A handful of changes behind the header: bytes flipped, put in, taken out, runs repeated, the end cut off. */
function mutated(clean: Buffer, from: number, below: (n: number) => number): Buffer {
  let bytes = clean;
  for (let n = below(12); n > 0; n--) {
    const at = from + below(Math.max(1, bytes.length - from));
    const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
    const spite = Buffer.from([SPITEFUL[below(SPITEFUL.length)] ?? 0]);
    const kind = below(6);
    if (kind === 0) bytes = Buffer.concat([head, spite, tail]);
    else if (kind === 1) bytes = Buffer.concat([head, spite, tail.subarray(1)]);
    else if (kind === 2) bytes = Buffer.concat([head, tail.subarray(1 + below(20))]);
    else if (kind === 3) bytes = Buffer.concat([head, tail.subarray(0, below(60)), tail]);
    else if (kind === 4) bytes = Buffer.concat([head, Buffer.from([below(256)]), tail.subarray(1)]);
    else if (below(8) === 0) bytes = Buffer.from(head);
  }
  return bytes;
}

/** Tommy Ettinger's mulberry32 (public domain): the same seed, the same bytes. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
