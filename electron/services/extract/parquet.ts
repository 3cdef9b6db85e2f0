import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors, FileMetaData } from 'hyparquet';
import { formatDay } from '../../../shared/domain/day.ts';
import { NO_MARKERS } from './dialect.ts';
import { badDelivery } from './manifest.ts';
import type { RandomBytes } from './random-bytes.ts';
import { growRecord, newRecord, QUOTED, UNKNOWN, type RawRecord } from './record.ts';
import type { UnpackLimits } from './unpack.ts';

const MAX_UNPACKED_BYTES = 2 * 1024 ** 3;

const compressors: Compressors = {
  ZSTD: (input, size) => zstdDecompressSync(input, { maxOutputLength: Math.max(1, size) }),
  GZIP: (input, size) => gunzipSync(input, { maxOutputLength: Math.max(1, size) }),
  BROTLI: (input, size) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, size) }),
};

/** Dates and times as UNLOAD's text has them; text and JSON stay bytes. */
const days = new Map<number, string>();
const parsers = {
  dateFromDays(day: number): string | undefined {
    if (day === undefined || day === null) return undefined;
    let text = days.get(day);
    if (text === undefined) {
      // Outside of JavaScript's own range no such day can be written.
      text = Math.abs(day) > 1e8 ? String(day) : formatDay(day);
      if (days.size < 100_000) days.set(day, text);
    }
    return text;
  },
  timestampFromMilliseconds: (ms: bigint) => timeText(ms, 1000n),
  timestampFromMicroseconds: (us: bigint) => timeText(us, 1_000_000n),
  timestampFromNanoseconds: (ns: bigint) => timeText(ns, 1_000_000_000n),
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
};

function timeText(value: bigint | undefined, perSecond: bigint): string | undefined {
  if (value === undefined || value === null) return undefined;
  const rest = ((value % perSecond) + perSecond) % perSecond;
  const ms = Number((value - rest) / perSecond) * 1000;
  return Math.abs(ms) > 8.64e15 ? String(value) : new Date(ms).toISOString();
}

/**
 * Reads a Parquet file column by column, one row group at a time; no row objects. `onNames` comes first, then every
 * row. Throws `bad_delivery` when the file is not whole. A page damaged in just the wrong byte keeps hyparquet counting
 * for ever (its run lengths are not bounded); whoever runs this ends the thread then (engine/import-thread.ts).
 */
export async function readParquet(
  bytes: RandomBytes,
  file: string,
  limits: UnpackLimits,
  onNames: (names: readonly string[]) => void,
  onRecord: (record: RawRecord) => void,
): Promise<void> {
  // Loaded when the first Parquet file is met: most deliveries are text.
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await import('hyparquet');
  const damaged = (cause: unknown): Error =>
    badDelivery(
      `${file} is damaged: its Parquet data cannot be read (${cause instanceof Error ? cause.message : String(cause)}).`,
    );
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(bytes, { geoparquet: false });
  } catch (error) {
    throw damaged(error);
  }
  checkSize(metadata, file, limits);
  const names = parquetSchema(metadata).children.map((child) => child.element.name);
  onNames(names);
  const scales = takeDecimals(metadata);
  const at = new Map(names.map((name, i) => [name, i]));
  const write = rowWriter(names.length, onRecord);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const columns = names.map((): ArrayLike<unknown>[] => []);
    try {
      await parquetRead({
        file: bytes,
        metadata,
        rowStart,
        rowEnd,
        parsers,
        compressors,
        utf8: false,
        geoparquet: false,
        onChunk: ({ columnName, columnData }) =>
          columns[at.get(columnName) ?? -1]?.push(columnData as ArrayLike<unknown>),
      });
    } catch (error) {
      throw damaged(error);
    }
    const whole = columns.map((pieces) => joined(pieces));
    if (whole.some((column) => column.length !== rowEnd - rowStart))
      throw damaged(new Error(`a row group has columns of different lengths`));
    for (let row = 0; row < rowEnd - rowStart; row++)
      write((i) => withScale(whole[i]?.[row], scales[i]));
    rowStart = rowEnd;
  }
}

function checkSize(metadata: FileMetaData, file: string, limits: UnpackLimits): void {
  const max = limits.unpackedBytes ?? MAX_UNPACKED_BYTES;
  let size = 0;
  for (const group of metadata.row_groups)
    for (const column of group.columns)
      size += Number(column.meta_data?.total_uncompressed_size ?? 0);
  if (size > max)
    throw badDelivery(
      `${file} unpacks to more than ${max} bytes: it is not read.`,
      'Ask the data team to unload with MAXFILESIZE 64 MB, or raise limits.unpackedBytes in the mapping file.',
    );
}

/** The decimals' scales by column; their types are taken away, so that whole digits come instead of rounded doubles. */
function takeDecimals(metadata: FileMetaData): readonly (number | undefined)[] {
  const scales: (number | undefined)[] = [];
  let depth = 0;
  const [, ...elements] = metadata.schema;
  for (const element of elements) {
    const decimal =
      element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';
    const scale =
      element.scale ??
      (element.logical_type?.type === 'DECIMAL' ? element.logical_type.scale : undefined);
    if (depth === 0) scales.push(decimal ? (scale ?? 0) : undefined);
    else depth--;
    depth += element.num_children ?? 0;
    if (decimal) {
      delete element.converted_type;
      delete element.logical_type;
    }
  }
  return scales;
}

function joined(pieces: readonly ArrayLike<unknown>[]): ArrayLike<unknown> {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  return pieces.flatMap((piece) => Array.from(piece));
}

/** A decimal as its digits; other values as they are. */
function withScale(value: unknown, scale: number | undefined): unknown {
  if (scale === undefined || value === undefined || value === null) return value;
  let digits: bigint;
  if (value instanceof Uint8Array) digits = signedBytes(value);
  else if (typeof value === 'bigint' || typeof value === 'number') digits = BigInt(value);
  else return value;
  if (scale === 0) return digits;
  const negative = digits < 0n;
  const text = String(negative ? -digits : digits).padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** Big-endian two's complement. */
function signedBytes(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** Writes one row after the other into the same record. */
function rowWriter(
  width: number,
  onRecord: (record: RawRecord) => void,
): (valueAt: (column: number) => unknown) => void {
  const record = newRecord(NO_MARKERS);
  growRecord(record, width);
  record.fields = width;
  let room = Buffer.alloc(1 << 14);
  let to = 0;
  const need = (bytes: number): void => {
    if (to + bytes <= room.length) return;
    room = Buffer.concat([room, Buffer.alloc(room.length + bytes)]);
  };
  return (valueAt) => {
    to = 0;
    for (let i = 0; i < width; i++) {
      const value = valueAt(i);
      const unknown = value === undefined || value === null;
      need(1);
      // What a record is compared by must tell nothing from unknown.
      room[to++] = unknown ? 1 : 2;
      record.starts[i] = to;
      if (value instanceof Uint8Array) {
        need(value.length);
        room.set(value, to);
        to += value.length;
      } else if (!unknown) {
        const text = textOf(value);
        need(text.length * 3);
        to += room.write(text, to, 'utf8');
      }
      record.ends[i] = to;
      record.quoted[i] = unknown ? UNKNOWN : QUOTED;
    }
    record.buffer = room;
    record.start = 0;
    record.end = to;
    onRecord(record);
    record.offset++;
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number')
    return Number.isNaN(value) ? 'nan' : Number.isFinite(value) ? String(value) : 'inf';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint'
      ? String(inner)
      : inner instanceof Uint8Array
        ? Buffer.from(inner).toString('utf8')
        : inner,
  );
}
