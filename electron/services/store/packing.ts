/**
 * One measure of one day as bytes: little-endian signed integers of the smallest width that holds every value, the
 * smallest number of the width standing for unknown; fractions as float64 with NaN for unknown. Index = ordinal.
 */
export type Width = 1 | 2 | 4 | 8;

const UNKNOWN: Readonly<Record<1 | 2 | 4, number>> = { 1: -(2 ** 7), 2: -(2 ** 15), 4: -(2 ** 31) };

/** Undefined when every value is unknown: such a day and measure needs no block. */
export function packColumn(values: Float64Array): { width: Width; data: Uint8Array } | undefined {
  const width = widthOf(values);
  if (width === undefined) return undefined;
  if (width === 8) return { width, data: new Uint8Array(values.slice().buffer) };
  const packed = arrayOf(width, values.length);
  const unknown = UNKNOWN[width];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    packed[i] = Number.isNaN(value) ? unknown : value;
  }
  return { width, data: new Uint8Array(packed.buffer) };
}

function widthOf(values: Float64Array): Width | undefined {
  let low = 0;
  let high = 0;
  let any = false;
  let whole = true;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    any = true;
    // −0 is a number of its own only as float64; a count has no sign of zero.
    if (!Number.isInteger(value)) whole = false;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!any) return undefined;
  if (!whole) return 8;
  if (low > -(2 ** 7) && high < 2 ** 7) return 1;
  if (low > -(2 ** 15) && high < 2 ** 15) return 2;
  if (low > -(2 ** 31) && high < 2 ** 31) return 4;
  return 8;
}

function arrayOf(width: 1 | 2 | 4, length: number): Int8Array | Int16Array | Int32Array {
  if (width === 1) return new Int8Array(length);
  if (width === 2) return new Int16Array(length);
  return new Int32Array(length);
}

/** Spreads a block into `target[at …]`; offices newer than the block stay NaN. */
export function unpackInto(
  target: Float32Array,
  at: number,
  offices: number,
  width: Width,
  data: Uint8Array,
): void {
  const source = viewOf(width, data);
  const unknown = width === 8 ? Number.NaN : UNKNOWN[width];
  const n = Math.min(offices, source.length);
  for (let i = 0; i < n; i++) {
    const value = source[i] ?? Number.NaN;
    if (value !== unknown) target[at + i] = value;
  }
}

/** The value in a cell cut out of a block; NaN when the block ends before the office. */
export function unpackOne(width: Width, cell: Uint8Array): number {
  if (cell.byteLength < width) return Number.NaN;
  const value = viewOf(width, cell)[0] ?? Number.NaN;
  return width !== 8 && value === UNKNOWN[width] ? Number.NaN : value;
}

function viewOf(
  width: Width,
  data: Uint8Array,
): Int8Array | Int16Array | Int32Array | Float64Array {
  // SQLite's buffers come from a pool and may start anywhere; typed arrays must start aligned.
  const own = data.byteOffset % width === 0 ? data : new Uint8Array(data);
  const length = Math.floor(own.byteLength / width);
  if (width === 1) return new Int8Array(own.buffer, own.byteOffset, length);
  if (width === 2) return new Int16Array(own.buffer, own.byteOffset, length);
  if (width === 4) return new Int32Array(own.buffer, own.byteOffset, length);
  return new Float64Array(own.buffer, own.byteOffset, length);
}
