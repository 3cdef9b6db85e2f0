/** Values from bytes. Each decoder returns NaN (numbers) or null (text) for unknown and throws nothing: BAD marks a value that is not of its type. */
export const BAD: unique symbol = Symbol('not of this type');
export type Bad = typeof BAD;

const ZERO = 0x30;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;

export function decodeInteger(b: Uint8Array, from: number, to: number): number | Bad {
  let i = from;
  const negative = b[i] === MINUS;
  if (negative || b[i] === PLUS) i++;
  if (i === to) return BAD;
  let value = 0;
  for (; i < to; i++) {
    const digit = (b[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return BAD;
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER) return BAD;
  return negative && value !== 0 ? -value : value;
}

/** Doubles, to the nearest one; Redshift's `nan` and `inf` are unknown, never a number in a score. */
export function decodeNumber(b: Uint8Array, from: number, to: number): number | Bad {
  let digits = 0;
  let value = 0;
  let scale = 0;
  let i = from;
  const negative = b[i] === MINUS;
  if (negative || b[i] === PLUS) i++;
  for (; i < to; i++) {
    const byte = b[i] ?? 0;
    if (byte === POINT && scale === 0) scale = 1;
    else if (byte >= ZERO && byte <= ZERO + 9 && digits < 15) {
      digits++;
      value = value * 10 + (byte - ZERO);
      if (scale > 0) scale *= 10;
    } else return slowNumber(b, from, to);
  }
  if (digits === 0) return BAD;
  const result = scale > 1 ? value / scale : value;
  return negative && result !== 0 ? -result : result;
}

/** Digits a double holds exactly whatever they are. */
const EXACT_DIGITS = 15;

/** NUMERIC: like {@link decodeNumber}, but what a double would round is not a number of ours. */
export function decodeDecimal(b: Uint8Array, from: number, to: number): number | Bad {
  const value = decodeNumber(b, from, to);
  if (to - from <= EXACT_DIGITS || value === BAD || Number.isNaN(value)) return value;
  const parts = /^([-+]?)0*(\d*)\.?(\d*)$/.exec(ascii(b, from, to));
  if (!parts) return value;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const kept = fraction.replace(/0+$/, '');
  if (whole.length + kept.length <= EXACT_DIGITS) return value;
  const said = `${sign === '-' ? '-' : ''}${whole || '0'}${kept === '' ? '' : `.${kept}`}`;
  return kept.length <= 100 && value.toFixed(kept.length) === said ? value : BAD;
}

const SPECIAL = new Set(['nan', 'inf', '-inf', '+inf', 'infinity', '-infinity']);
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function slowNumber(b: Uint8Array, from: number, to: number): number | Bad {
  const text = ascii(b, from, to).toLowerCase();
  if (SPECIAL.has(text)) return Number.NaN;
  if (!NUMBER.test(text)) return BAD;
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : BAD;
}

/** t/f (Redshift), true/false, 1/0 → 1 or 0. */
export function decodeBoolean(b: Uint8Array, from: number, to: number): number | Bad {
  const byte = (b[from] ?? 0) | 0x20;
  if (to - from === 1) {
    if (byte === 0x74 || b[from] === 0x31) return 1;
    if (byte === 0x66 || b[from] === 0x30) return 0;
    return BAD;
  }
  const text = ascii(b, from, to).toLowerCase();
  if (text === 'true') return 1;
  if (text === 'false') return 0;
  return BAD;
}

/** `YYYY-MM-DD` → day number; `infinity`, which names no day, is unknown. */
export function decodeDate(b: Uint8Array, from: number, to: number): number | Bad {
  if (isInfinity(b, from, to)) return Number.NaN;
  if (to - from !== 10 || b[from + 4] !== MINUS || b[from + 7] !== MINUS) return BAD;
  const year = decodeInteger(b, from, from + 4);
  const month = decodeInteger(b, from + 5, from + 7);
  const day = decodeInteger(b, from + 8, from + 10);
  if (year === BAD || month === BAD || day === BAD) return BAD;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return BAD;
  return daysFromCivil(year, month, day);
}

function isInfinity(b: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (length !== 8 && length !== 9) return false;
  const text = ascii(b, from, to).toLowerCase();
  return text === 'infinity' || text === '-infinity';
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return era * 146_097 + doe - 719_468;
}

const COLON = 0x3a;
const SPACE = 0x20;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** Two digits as a number up to `max`; −1 when they are not. */
function pair(b: Uint8Array, at: number, max: number): number {
  const tens = (b[at] ?? 0) - ZERO;
  const ones = (b[at + 1] ?? 0) - ZERO;
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
  const value = tens * 10 + ones;
  return value > max ? -1 : value;
}

/** Redshift's `YYYY-MM-DD HH:MM:SS[.ffffff][±HH[:MM]]`, or ISO's `T` and `Z` → whole seconds since 1970 UTC; no zone means UTC. */
export function decodeTimestamp(b: Uint8Array, from: number, to: number): number | Bad {
  if (isInfinity(b, from, to)) return Number.NaN;
  if (to - from < 19) return BAD;
  const day = decodeDate(b, from, from + 10);
  if (day === BAD) return BAD;
  const between = b[from + 10];
  const hour = pair(b, from + 11, 23);
  const minute = pair(b, from + 14, 59);
  const second = pair(b, from + 17, 59);
  if (between !== SPACE && between !== LETTER_T) return BAD;
  if (hour < 0 || minute < 0 || second < 0) return BAD;
  if (b[from + 13] !== COLON || b[from + 16] !== COLON) return BAD;
  let i = from + 19;
  if (i < to && b[i] === POINT) {
    const fraction = ++i;
    while (i < to && (b[i] ?? 0) >= ZERO && (b[i] ?? 0) <= ZERO + 9) i++;
    if (i === fraction || i - fraction > 6) return BAD;
  }
  while (i < to && b[i] === SPACE) i++;
  const shift = zoneMinutes(b, i, to);
  if (shift === BAD) return BAD;
  const seconds = day * 86_400 + hour * 3600 + (minute - shift) * 60 + second;
  return seconds < FIRST_SECOND || seconds > LAST_SECOND ? BAD : seconds;
}

/** The first and the last moment of the years 0000 to 9999, the only ones that four digits can say. */
const FIRST_SECOND = -62_167_219_200;
const LAST_SECOND = 253_402_300_799;

/** What stands after the time: nothing, Z, ±HH, ±HHMM or ±HH:MM, in minutes east of Greenwich. */
function zoneMinutes(b: Uint8Array, from: number, to: number): number | Bad {
  if (from === to || (from + 1 === to && b[from] === LETTER_Z)) return 0;
  const sign = b[from] === MINUS ? -1 : b[from] === PLUS ? 1 : 0;
  const hours = pair(b, from + 1, 23);
  if (sign === 0 || hours < 0 || to < from + 3) return BAD;
  if (to === from + 3) return sign * hours * 60;
  const at = b[from + 3] === COLON ? from + 4 : from + 3;
  const minutes = pair(b, at, 59);
  return minutes < 0 || to !== at + 2 ? BAD : sign * (hours * 60 + minutes);
}

/** Seconds since 1970 → `2026-11-20T23:30:00Z`. */
export function formatSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

export function ascii(b: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) text += String.fromCharCode(b[i] ?? 0);
  return text;
}
