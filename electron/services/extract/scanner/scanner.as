// Whole records of plain CSV, many in one call: AssemblyScript (https://www.assemblyscript.org), compiled into
// scanner-wasm.ts by `node scripts/compile-scanner.ts`. It takes what is beyond doubt and leaves
// every record that is not (a bad value, a doubled quote, a field too many) to the general reader, untouched.

// What a field holds; scanner.ts says the same.
const INTEGER: u8 = 0;
const TRUTH: u8 = 1;
const DECIMAL: u8 = 2;
const DAY: u8 = 3;
const COMPANY: u8 = 4;
const OFFICE: u8 = 5;
const TEXT: u8 = 6;
const MOMENT: u8 = 7;
const NUMBER: u8 = 8;
const TRUTH_TEXT: u8 = 9;
const DATE: u8 = 10;
const WHOLE: u8 = 11;
const UNKNOWN: u8 = 12;

// Flags of a field.
const REQUIRED: u8 = 1;
const PADDED: u8 = 2;
// Its cells are doubles, not floats: a value that stood there before needs one.
const WIDE: u8 = 4;

// Of a value that was not met before: how its bytes become one.
const AS_TEXT: i32 = 0;
const AS_NUMBER: i32 = 1;
const ASK: i32 = 2;

// Why a call came back.
const MORE: i32 = 0;
const FULL: i32 = 1;
const DOUBT: i32 = 2;
const ASKED: i32 = 3;

const QUOTE: i32 = 0x22;
const LF: i32 = 0x0a;
const CR: i32 = 0x0d;

/** Records in one call at most. */
export const ROWS: i32 = 512;
/** Bytes between two columns: a row of cells must not fall into the same few lines of the cache. */
export const FLOATS_APART: i32 = ROWS * 8 + 64;
export const IDS_APART: i32 = ROWS * 4 + 64;
export const MAX_FIELDS: i32 = 1024;
/** A record of a megabyte and a piece of a quarter. */
export const INPUT_BYTES: i32 = 5 << 18;
const NAME_BYTES: i32 = ROWS * 128;
const TEXT_BYTES: i32 = 1 << 18;
const NEWS: i32 = 16384;
export const NEWS_BYTES: i32 = 24;

// Where things stand in memory.
const FIRST: i32 = 1024;
const MARKS: i32 = FIRST + 256;
export const FIELDS: i32 = 4096;
export const FIELD_BYTES: i32 = 32;
export const RECORDS: i32 = FIELDS + MAX_FIELDS * FIELD_BYTES;
export const RECORD_BYTES: i32 = 24;
export const NAMES: i32 = RECORDS + ROWS * RECORD_BYTES;
export const TEXTS: i32 = NAMES + NAME_BYTES;
export const NEWS_AT: i32 = TEXTS + TEXT_BYTES;
export const INPUT: i32 = NEWS_AT + NEWS * NEWS_BYTES;
// Behind the input, whose last bytes are looked at 16 at a time.
const COPY: i32 = INPUT + INPUT_BYTES + 1024;
const COPY_BYTES: i32 = 1 << 16;
const HEAP: i32 = COPY + COPY_BYTES + 1024;

let heap: i32 = HEAP;
let fields: i32 = 0;
let delimiter: i32 = 0x2c;
let marks: i32 = 0;
let emptyIsUnknown: bool = false;
let slots: i32 = 0;
let slotMask: i32 = 0;
let entries: i32 = 0;
let floats: i32 = 0;
let ids: i32 = 0;

/** Of the last call: records that are whole, why it came back, bytes of names and of new texts, new values. */
export let rows: i32 = 0;
export let reason: i32 = 0;
export let nameBytes: i32 = 0;
export let textBytes: i32 = 0;
export let news: i32 = 0;
export let floatsAt: i32 = 0;
export let idsAt: i32 = 0;

let dayLow: u64 = 0;
let dayHigh: u32 = 0;
let lastCompany: i32 = 0;
let lastCompanyEnd: i32 = 0;
let found: f64 = 0;

function allot(bytes: i32): i32 {
  const at = (heap + 15) & ~15;
  heap = at + bytes;
  const have = memory.size() << 16;
  if (heap + 64 > have) memory.grow(max((heap + 64 - have + 65535) >> 16, have >> 18));
  return at;
}

/** Forgets all values and columns. */
export function reset(): void {
  heap = HEAP;
  entries = 0;
  if (memory.size() << 16 < HEAP + 65536) memory.grow((HEAP + 131072 - (memory.size() << 16)) >> 16);
  slots = allot(4 * 16384);
  slotMask = 16383;
  memory.fill(slots, 0, 4 * 16384);
  floats = 0;
  ids = 0;
}

/** A file's fields are about to be described; `byte`: its delimiter. */
export function begin(count: i32, byte: i32, empty: bool, measures: i32, attributes: i32): void {
  fields = count;
  delimiter = byte;
  emptyIsUnknown = empty;
  marks = 0;
  memory.fill(FIRST, 0, 256);
  memory.fill(FIELDS, 0, (count + 1) * FIELD_BYTES);
  if (measures > floats) {
    floats = measures;
    floatsAt = allot(floats * FLOATS_APART);
  }
  if (attributes > ids) {
    ids = attributes;
    idsAt = allot(ids * IDS_APART);
  }
}

/** What stands for unknown: up to 8 bytes. */
export function mark(bytes: u64, length: i32): void {
  store<u64>(MARKS + marks * 16, bytes);
  store<i32>(MARKS + marks * 16 + 8, length);
  marks++;
  store<u8>(FIRST + (<i32>(bytes & 255)), 1);
}

export function day(low: u64, high: u32): void {
  dayLow = low;
  dayHigh = high;
}

/** Tells a repeated record from another one of the same office. */
export function hash(from: i32, to: i32): i32 {
  let a: u64 = to - from;
  let b: u64 = 0x27d4eb2f165667c5;
  let c: u64 = 0x165667b19e3779f9;
  let d: u64 = 0x85ebca77c2b2ae63;
  let k = from;
  // Four at a time: each waits for its own last step only.
  for (; k + 32 <= to; k += 32) {
    a = mixed(a, load<u64>(k));
    b = mixed(b, load<u64>(k + 8));
    c = mixed(c, load<u64>(k + 16));
    d = mixed(d, load<u64>(k + 24));
  }
  for (; k + 8 <= to; k += 8) a = mixed(a, load<u64>(k));
  if (k < to) b = mixed(b, tail(k, to - k));
  const all = mixed(mixed(a, b), mixed(c, d));
  return <i32>(all ^ (all >> 32));
}

/** Bytes were moved: what stood where is no longer known. */
export function forget(): void {
  for (let p = FIELDS, end = FIELDS + fields * FIELD_BYTES; p < end; p += FIELD_BYTES)
    store<i32>(p + 12, 0);
  lastCompany = 0;
}

/** A value turned out to be none of its column: whoever has it is in doubt. */
export function poison(entry: i32): void {
  store<i32>(entry + 12, -1);
  forget();
}

function mixed(h: u64, w: u64): u64 {
  h = (h ^ w) * 0x9e3779b97f4a7c15;
  return h ^ (h >> 29);
}

function tail(at: i32, length: i32): u64 {
  return load<u64>(at) & ((<u64>1 << (<u64>length * 8)) - 1);
}

function equal(a: i32, b: i32, length: i32): bool {
  while (length >= 16) {
    if (i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b))) != 0xffff) return false;
    a += 16;
    b += 16;
    length -= 16;
  }
  if (length == 0) return true;
  const same = i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)));
  return (~same & ((1 << length) - 1)) == 0;
}

function widen(): void {
  const size = (slotMask + 1) * 2;
  const wider = allot(size * 4);
  memory.fill(wider, 0, size * 4);
  const mask = size - 1;
  for (let s = 0; s <= slotMask; s++) {
    const entry = load<i32>(slots + s * 4);
    if (entry == 0) continue;
    let at = load<i32>(entry) & mask;
    while (load<i32>(wider + at * 4) != 0) at = (at + 1) & mask;
    store<i32>(wider + at * 4, entry);
  }
  slots = wider;
  slotMask = mask;
}

/** The id of a value of a column; −1 when it cannot be taken here. An entry: hash, column, length, id, bytes. */
function idOf(p: i32, kind: u8, column: i32, from: i32, to: i32): i32 {
  const length = to - from;
  let h: u64 = <u64>column * 0xff51afd7ed558ccd + <u64>length;
  let k = from;
  for (; k + 8 <= to; k += 8) h = mixed(h, load<u64>(k));
  if (k < to) h = mixed(h, tail(k, to - k));
  const hash = <i32>(h ^ (h >> 32));
  let at = hash & slotMask;
  for (;;) {
    const entry = load<i32>(slots + at * 4);
    if (entry == 0) break;
    if (
      load<i32>(entry) == hash &&
      load<i32>(entry + 4) == column &&
      load<i32>(entry + 8) == length &&
      equal(entry + 16, from, length)
    )
      return load<i32>(entry + 12);
    at = (at + 1) & slotMask;
  }
  // New: only taken when there is room to tell of it.
  if (news >= NEWS) return -1;
  let how = ASK;
  let units = 0;
  if (kind == TEXT) {
    if (!(load<u8>(p + 1) & PADDED) || length == 0 || load<u8>(to - 1) != 0x20) {
      if (textBytes + length > TEXT_BYTES) return -1;
      how = AS_TEXT;
      memory.copy(TEXTS + textBytes, from, length);
      textBytes += length;
      units = unitsOf(from, to);
    }
  } else if (kind == DATE) {
    if (isDate(from, length)) {
      if (textBytes + 10 > TEXT_BYTES) return -1;
      how = AS_TEXT;
      memory.copy(TEXTS + textBytes, from, 10);
      textBytes += 10;
      units = 10;
    }
  } else if (kind == MOMENT) {
    if (isMoment(from, to)) {
      if (textBytes + 20 > TEXT_BYTES) return -1;
      how = AS_TEXT;
      const text = TEXTS + textBytes;
      memory.copy(text, from, 19);
      store<u8>(text + 10, 0x54);
      store<u8>(text + 19, 0x5a);
      textBytes += 20;
      units = 20;
    }
  } else if (kind == TRUTH_TEXT) {
    if (truth(from, to)) how = AS_NUMBER;
  } else if (kind == WHOLE) {
    if (integer(from, to)) how = AS_NUMBER;
  } else if (number(from, to)) how = AS_NUMBER;
  const id = load<i32>(p + 24);
  store<i32>(p + 24, id + 1);
  const entry = allot(16 + length);
  store<i32>(entry, hash);
  store<i32>(entry + 4, column);
  store<i32>(entry + 8, length);
  store<i32>(entry + 12, id);
  memory.copy(entry + 16, from, length);
  store<i32>(slots + at * 4, entry);
  if (++entries * 2 > slotMask) widen();
  const told = NEWS_AT + news * NEWS_BYTES;
  store<i32>(told, column);
  store<i32>(told + 4, how);
  store<i32>(told + 8, how == ASK ? entry : units);
  store<i32>(told + 12, length);
  store<f64>(told + 16, found);
  news++;
  if (how == ASK) reason = ASKED;
  return id;
}

/** UTF-16 units of UTF-8 bytes. */
function unitsOf(from: i32, to: i32): i32 {
  let units = 0;
  for (let k = from; k < to; k++) {
    const byte = load<u8>(k);
    units += i32((byte & 0xc0) != 0x80) + i32(byte >= 0xf0);
  }
  return units;
}

function pair(at: i32): i32 {
  const tens = <u32>load<u8>(at) - 48;
  const ones = <u32>load<u8>(at + 1) - 48;
  return tens > 9 || ones > 9 ? -1 : <i32>(tens * 10 + ones);
}

/** `YYYY-MM-DD` of the years 1000 to 9999: written back it is the same. */
function isDate(at: i32, length: i32): bool {
  if (length != 10 || load<u8>(at + 4) != 0x2d || load<u8>(at + 7) != 0x2d) return false;
  const century = pair(at);
  const rest = pair(at + 2);
  const month = pair(at + 5);
  const date = pair(at + 8);
  if (century < 10 || rest < 0 || month < 1 || month > 12 || date < 1) return false;
  if (date <= 28) return true;
  const year = century * 100 + rest;
  if (month == 2) return date == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return date <= (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, with `+00`, `Z` or nothing behind it. */
function isMoment(from: i32, to: i32): bool {
  const length = to - from;
  if (length < 19 || length > 22 || !isDate(from, 10)) return false;
  const between = load<u8>(from + 10);
  if (between != 0x20 && between != 0x54) return false;
  if (load<u8>(from + 13) != 0x3a || load<u8>(from + 16) != 0x3a) return false;
  const hour = pair(from + 11);
  const minute = pair(from + 14);
  const second = pair(from + 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  if (length == 19) return true;
  if (length == 20) return load<u8>(from + 19) == 0x5a;
  return length == 22 && load<u8>(from + 19) == 0x2b && pair(from + 20) == 0;
}

/** Sign, digits, a point: up to 15 digits, which a double holds exactly. The value in `found`. */
function number(from: i32, to: i32): bool {
  let k = from;
  const negative = k < to && load<u8>(k) == 0x2d;
  if (negative) k++;
  let value: i64 = 0;
  let digits = 0;
  let scale = 0.0;
  for (; k < to; k++) {
    const byte = <u32>load<u8>(k);
    const digit = byte - 48;
    if (digit <= 9) {
      value = value * 10 + digit;
      if (++digits > 15) return false;
      scale *= 10;
    } else if (byte == 0x2e && scale == 0) scale = 1;
    else return false;
  }
  if (digits == 0) return false;
  const whole = <f64>value;
  const result = scale > 1 ? whole / scale : whole;
  found = negative && result != 0 ? -result : result;
  return true;
}

/** A whole number as {@link number}, without a point. */
function integer(from: i32, to: i32): bool {
  for (let k = from; k < to; k++) if (load<u8>(k) == 0x2e) return false;
  return number(from, to);
}

function truth(from: i32, to: i32): bool {
  if (to - from == 1) {
    const byte = load<u8>(from);
    if (byte == 0x74 || byte == 0x31) {
      found = 1;
      return true;
    }
    if (byte == 0x66 || byte == 0x30) {
      found = 0;
      return true;
    }
    return false;
  }
  if (to - from == 4 && load<u32>(from) == 0x65757274) {
    found = 1;
    return true;
  }
  if (to - from == 5 && load<u32>(from) == 0x736c6166 && load<u8>(from + 4) == 0x65) {
    found = 0;
    return true;
  }
  return false;
}

/** Where the field begins that follows a marker of NULL at `i`; 0 where there is none. */
function afterMark(i: i32, stop: u32): i32 {
  for (let m = MARKS, end = MARKS + marks * 16; m < end; m += 16) {
    const length = load<i32>(m + 8);
    const bytes = length == 8 ? load<u64>(i) : tail(i, length);
    if (bytes == load<u64>(m) && <u32>load<u8>(i + length) == stop) return i + length + 1;
  }
  return 0;
}

function isMark(from: i32, length: i32): bool {
  for (let m = MARKS, end = MARKS + marks * 16; m < end; m += 16) {
    if (load<i32>(m + 8) != length) continue;
    const bytes = length == 8 ? load<u64>(from) : tail(from, length);
    if (bytes == load<u64>(m)) return true;
  }
  return false;
}

/** The first delimiter or line end from `at` on; there is a line end behind the input. */
function stopFrom(at: i32): i32 {
  const d = i8x16.splat(<i8>delimiter);
  const n = i8x16.splat(<i8>LF);
  let hits = 0;
  for (;;) {
    const v = v128.load(at);
    hits = i8x16.bitmask(v128.or(i8x16.eq(v, d), i8x16.eq(v, n)));
    if (hits != 0) break;
    at += 16;
  }
  return at + ctz(hits);
}

function quoteFrom(at: i32, end: i32): i32 {
  const q = i8x16.splat(<i8>QUOTE);
  while (at < end) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(at), q));
    if (hits != 0) return at + ctz(hits);
    at += 16;
  }
  return end;
}

// Of the last field cut out.
let from: i32 = 0;
let to: i32 = 0;
let bare: bool = true;
let copied: bool = false;

/** Copies a field with doubled quotes, each halved; where it stops, −1 in doubt. */
function halved(at: i32, quote: i32, end: i32): i32 {
  let out = COPY;
  for (;;) {
    const length = quote - at;
    if (quote + 2 >= end || out + length >= COPY + COPY_BYTES) return -1;
    memory.copy(out, at, length);
    out += length;
    if (load<u8>(quote + 1) != QUOTE) break;
    store<u8>(out++, QUOTE);
    at = quote + 2;
    quote = quoteFrom(at, end);
  }
  copied = true;
  from = COPY;
  to = out;
  return quote + 1;
}

/** Cuts out the field at `i`; where the next begins, −1 in doubt. */
function cut(i: i32, end: i32, last: bool): i32 {
  let stop: i32;
  copied = false;
  if (load<u8>(i) == QUOTE) {
    bare = false;
    from = i + 1;
    to = quoteFrom(from, end);
    if (to + 2 >= end) return -1;
    stop = to + 1;
    if (load<u8>(stop) == QUOTE && (stop = halved(from, to, end)) < 0) return -1;
    if (last && load<u8>(stop) == CR) stop++;
    if (load<u8>(stop) != (last ? LF : delimiter)) return -1;
    return stop + 1;
  }
  bare = true;
  from = i;
  stop = stopFrom(i);
  to = stop;
  if (stop >= end || load<u8>(stop) != (last ? LF : delimiter)) return -1;
  if (last && to > from && load<u8>(to - 1) == CR) to--;
  return stop + 1;
}

/** Reads the record at `at`; where the next begins, −1 in doubt. Its values go to place `row` of the columns. */
function record(at: i32, end: i32, row: i32): i32 {
  let i = at;
  const lastField = fields - 1;
  const describes = RECORDS + row * RECORD_BYTES;
  for (let f = 0, p = FIELDS; f < fields; f++, p += FIELD_BYTES) {
    const kind = load<u8>(p);
    const last = f == lastField;
    const stop = <u32>(last ? LF : delimiter);
    const byte = <u32>load<u8>(i);
    if (load<u8>(FIRST + byte)) {
      const next = afterMark(i, stop);
      if (next != 0) {
        if (next > end || load<u8>(p + 1) & REQUIRED) return -1;
        if (kind <= DECIMAL) {
          const column = floatsAt + load<i32>(p + 4) * FLOATS_APART;
          if (load<u8>(p + 1) & WIDE) store<f64>(column + row * 8, NaN);
          else store<f32>(column + row * 4, NaN);
        } else if (kind >= TEXT && kind < UNKNOWN) {
          store<i32>(idsAt + load<i32>(p + 4) * IDS_APART + row * 4, 0);
          store<i32>(p + 12, i);
          store<i32>(p + 16, next);
          store<i32>(p + 20, 0);
        } else if (kind != UNKNOWN) return -1;
        i = next;
        continue;
      }
    } else if (kind <= TRUTH) {
      // What stands there most often: a few digits, a letter.
      if (!(load<u8>(p + 1) & WIDE)) {
        const cell = floatsAt + load<i32>(p + 4) * FLOATS_APART + row * 4;
        if (kind == INTEGER) {
          let digit = byte - 48;
          if (digit <= 9) {
            let value = digit;
            let k = i + 1;
            let next = <u32>load<u8>(k);
            while ((digit = next - 48) <= 9 && k < i + 7) {
              value = value * 10 + digit;
              next = load<u8>(++k);
            }
            if (next == stop && k < end) {
              store<f32>(cell, <f32>value);
              i = k + 1;
              continue;
            }
          }
        } else if (<u32>load<u8>(i + 1) == stop && i + 1 < end) {
          if (byte == 0x74 || byte == 0x31) {
            store<f32>(cell, 1);
            i += 2;
            continue;
          }
          if (byte == 0x66 || byte == 0x30) {
            store<f32>(cell, 0);
            i += 2;
            continue;
          }
        }
      }
    } else if (kind >= TEXT && kind < UNKNOWN) {
      // The offices of an account follow each other and have most values in common: as they stand, all at once.
      const before = load<i32>(p + 12);
      if (before != 0) {
        const runEnd = load<i32>(p + 8);
        if (runEnd != 0) {
          const tailField = FIELDS + (runEnd - 1) * FIELD_BYTES;
          const length = load<i32>(tailField + 16) - before;
          if (load<i32>(tailField + 12) >= before && i + length <= end && equal(i, before, length)) {
            for (; f < runEnd; f++, p += FIELD_BYTES)
              store<i32>(idsAt + load<i32>(p + 4) * IDS_APART + row * 4, load<i32>(p + 20));
            f--;
            p -= FIELD_BYTES;
            i += length;
            continue;
          }
        }
        const length = load<i32>(p + 16) - before;
        if (i + length <= end && equal(i, before, length)) {
          store<i32>(idsAt + load<i32>(p + 4) * IDS_APART + row * 4, load<i32>(p + 20));
          // A run's last values must stand one after the other.
          store<i32>(p + 12, i);
          i += length;
          store<i32>(p + 16, i);
          continue;
        }
      }
    }
    const next = cut(i, end, last);
    if (next < 0) return -1;
    if (copied && kind != TEXT) return -1;
    const length = to - from;
    let unknown = false;
    if (bare) {
      if (length == 0) unknown = emptyIsUnknown || (kind != TEXT && kind != UNKNOWN);
      else if (load<u8>(FIRST + <i32>load<u8>(from))) unknown = length <= 8 && isMark(from, length);
    }
    if (load<u8>(p + 1) & REQUIRED && (unknown || length == 0)) return -1;
    if (kind <= DECIMAL) {
      if (unknown) found = NaN;
      else if (kind == INTEGER) {
        if (!integer(from, to)) return -1;
      } else if (kind == TRUTH) {
        if (!truth(from, to)) return -1;
      } else if (!number(from, to)) return -1;
      const column = floatsAt + load<i32>(p + 4) * FLOATS_APART;
      if (load<u8>(p + 1) & WIDE) store<f64>(column + row * 8, found);
      else {
        if (!unknown && <f64>(<f32>found) != found) return -1;
        store<f32>(column + row * 4, <f32>found);
      }
    } else if (kind == DAY) {
      if (length != 10 || load<u64>(from) != dayLow || load<u16>(from + 8) != dayHigh) return -1;
    } else if (kind == COMPANY) {
      if (!name(length)) return -1;
      store<i32>(describes + 8, length);
      store<i32>(
        describes + 16,
        i32(lastCompany != 0 && length == lastCompanyEnd - lastCompany && equal(from, lastCompany, length)),
      );
      lastCompany = from;
      lastCompanyEnd = to;
      if (nameBytes < NAME_BYTES) store<u8>(NAMES + nameBytes++, 0x1f);
    } else if (kind == OFFICE) {
      if (!name(length)) return -1;
      store<i32>(describes + 12, length);
    } else if (kind == UNKNOWN) {
      if (!unknown) return -1;
    } else {
      const id = unknown ? 0 : idOf(p, kind, load<i32>(p + 4), from, to);
      if (id < 0) return -1;
      store<i32>(idsAt + load<i32>(p + 4) * IDS_APART + row * 4, id);
      store<i32>(p + 12, i);
      store<i32>(p + 16, next);
      store<i32>(p + 20, id);
    }
    i = next;
  }
  store<i32>(describes, at);
  store<i32>(describes + 4, i);
  store<i32>(describes + 20, hash(at, i - 1));
  return i;
}

/** Keeps an id of ASCII alone for the names of the call. */
function name(length: i32): bool {
  if (nameBytes + length + 1 > NAME_BYTES) return false;
  for (let k = from; k < to; k++) if (load<u8>(k) >= 0x80) return false;
  memory.copy(NAMES + nameBytes, from, length);
  nameBytes += length;
  return true;
}

/** Reads records from `at` on, as many as are whole and beyond doubt; where the next begins. */
export function take(at: i32, end: i32): i32 {
  rows = 0;
  news = 0;
  textBytes = 0;
  nameBytes = 0;
  reason = MORE;
  // Whatever is read ends here at the latest.
  store<u8>(end, LF);
  while (at < end) {
    if (rows == ROWS || news > NEWS - MAX_FIELDS || textBytes > TEXT_BYTES / 2) {
      reason = FULL;
      break;
    }
    const named = nameBytes;
    const next = record(at, end, rows);
    if (next < 0) {
      nameBytes = named;
      lastCompany = 0;
      reason = DOUBT;
      break;
    }
    at = next;
    rows++;
    // Whether its new values are of their columns must be known before the next record has them, too.
    if (reason == ASKED) break;
  }
  return at;
}
