import type { NullMarkers } from './dialect.ts';

/** How a field stood in the file; flags of {@link RawRecord.quoted}. */
export const QUOTED = 1;
/** Doubled quotes inside are still to be halved. */
export const DOUBLED = 2;
/** Backslashes inside still stand before what they protect. */
export const ESCAPED = 4;
/** The format itself says unknown (JSON's null, an undefined value of Parquet), or the marker, quoted, does. */
export const UNKNOWN = 8;

/** One record of any format as bytes: nothing decoded, every value with its place and whether it was quoted. */
export interface RawRecord {
  /** The bytes; valid only during the call. */
  buffer: Uint8Array;
  fields: number;
  /** Field i is `buffer[starts[i] … ends[i])`, quotes left out. */
  starts: Int32Array;
  ends: Int32Array;
  /** 0 bare, otherwise the flags above, so that decoders can tell '' from nothing. */
  quoted: Uint8Array;
  /** Where the record starts in the unpacked file. */
  offset: number;
  /** The whole record. */
  start: number;
  end: number;
  /** Why the record cannot be trusted; undefined when it is well formed. */
  fault: string | undefined;
  /** Which bare values mean unknown. */
  nulls: NullMarkers;
  /** True when its bytes are known to be UTF-8 without NUL: no text in it can need replacing. */
  plain: boolean;
  /** True when a text in it had to be replaced to be read at all (half of a surrogate pair). */
  replaced: boolean;
}

export function newRecord(nulls: NullMarkers): RawRecord {
  return {
    buffer: new Uint8Array(0),
    fields: 0,
    starts: new Int32Array(256),
    ends: new Int32Array(256),
    quoted: new Uint8Array(256),
    offset: 0,
    start: 0,
    end: 0,
    fault: undefined,
    nulls,
    plain: false,
    replaced: false,
  };
}

/** Room for at least `fields` fields; what stands there already stays. */
export function growRecord(out: RawRecord, fields: number): void {
  let size = out.starts.length;
  while (size < fields) size *= 2;
  const starts = new Int32Array(size);
  const ends = new Int32Array(size);
  const quoted = new Uint8Array(size);
  starts.set(out.starts);
  ends.set(out.ends);
  quoted.set(out.quoted);
  out.starts = starts;
  out.ends = ends;
  out.quoted = quoted;
}
