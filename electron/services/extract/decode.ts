/** Values from bytes. Each decoder returns NaN (numbers) or null (text) for unknown and throws nothing: BAD marks a value that is not of its type. */
export const BAD: unique symbol = Symbol('not of this type');
export type Bad = typeof BAD;

const ZERO = 0x30;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;

/** Spark's and our own `NULL AS` marker (https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html, NULL AS). */
const NULL_MARKER = [0x40, 0x4e, 0x55, 0x4c, 0x4c, 0x40]; // @NULL@

/** Nothing between the delimiters, or the marker, and not quoted. */
export function isNull(b: Uint8Array, from: number, to: number, quoted: number): boolean {
  if (quoted !== 0) return false;
  if (from === to) return true;
  if (to - from !== NULL_MARKER.length || b[from] !== NULL_MARKER[0]) return false;
  for (let i = 1; i < NULL_MARKER.length; i++) if (b[from + i] !== NULL_MARKER[i]) return false;
  return true;
}

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
  return negative ? -value : value;
}

/** Decimals and doubles; Redshift's `nan` and `inf` are unknown, never a number in a score. */
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
  return negative ? -result : result;
}

const SPECIAL = new Set(['nan', 'inf', '-inf', '+inf', 'infinity', '-infinity']);
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function slowNumber(b: Uint8Array, from: number, to: number): number | Bad {
  const text = ascii(b, from, to).toLowerCase();
  if (SPECIAL.has(text)) return Number.NaN;
  return NUMBER.test(text) ? Number(text) : BAD;
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

/** `YYYY-MM-DD` → day number. */
export function decodeDate(b: Uint8Array, from: number, to: number): number | Bad {
  if (to - from !== 10 || b[from + 4] !== MINUS || b[from + 7] !== MINUS) return BAD;
  const year = decodeInteger(b, from, from + 4);
  const month = decodeInteger(b, from + 5, from + 7);
  const day = decodeInteger(b, from + 8, from + 10);
  if (year === BAD || month === BAD || day === BAD) return BAD;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return BAD;
  return daysFromCivil(year, month, day);
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

const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?\s*(?:Z|([-+]\d{2})(?::?(\d{2}))?)?$/;

/** Redshift's `YYYY-MM-DD HH:MM:SS[.ffffff][±HH[:MM]]` → ISO in UTC, whole seconds; no zone means UTC. */
export function decodeTimestamp(text: string): string | Bad {
  const m = TIMESTAMP.exec(text);
  if (!m) return BAD;
  const [, date = '', hour = '', minute = '', second = '', , zone = '+00', zoneMinutes = '00'] = m;
  const bytes = new Uint8Array(10);
  for (let i = 0; i < 10; i++) bytes[i] = date.charCodeAt(i);
  const day = decodeDate(bytes, 0, 10);
  if (day === BAD || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return BAD;
  const sign = zone.startsWith('-') ? -1 : 1;
  const shift = sign * (Math.abs(Number(zone)) * 60 + Number(zoneMinutes));
  const seconds =
    day * 86_400 + Number(hour) * 3600 + (Number(minute) - shift) * 60 + Number(second);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

export function ascii(b: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) text += String.fromCharCode(b[i] ?? 0);
  return text;
}
