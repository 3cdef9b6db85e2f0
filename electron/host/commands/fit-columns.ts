import { categorical, numeric, type Column } from '../../../shared/learning/table.ts';

/** A column of texts as one to learn from, or why it is none. */
export type Told =
  | { readonly column: Column; readonly note?: string }
  | { readonly dropped: string };

/**
 * Numbers where all values are numbers, days where all are dates, names otherwise.
 * @param texts null = unknown
 */
export function columnFrom(
  name: string,
  texts: readonly (string | null)[],
  delimiter: string,
): Told {
  const known = texts.filter((t) => t !== null);
  if (known.length === 0) return { dropped: 'nothing stands in it' };
  const read = numbersOf(known, delimiter) ?? datesOf(known);
  const distinct = new Set(known).size === known.length && known.length > 1;
  if (!read) {
    if (distinct) return { dropped: 'every text in it is another: it names the rows' };
    return { column: categorical(name, texts) };
  }
  const values = texts.map((t) => (t === null ? Number.NaN : read.of(t)));
  if (distinct && !read.note && values.every((v) => Number.isInteger(v))) {
    if (values.every((v, i) => i === 0 || v === (values[i - 1] ?? 0) + 1))
      return { dropped: 'it only counts the rows' };
    if (/(^|[^a-z])id$/i.test(name) || /[a-z](ID|Id)$/.test(name))
      return { dropped: 'it names the rows' };
  }
  return { column: numeric(name, values), ...(read.note ? { note: read.note } : {}) };
}

interface Reading {
  of(text: string): number;
  readonly note?: string;
}

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/;
const ENDLESS = /^[+-]?inf(?:inity)?$/i;

const bare = (text: string): string => text.replace(/^[$€£]\s*/, '').replace(/\s*[%€]$/, '');

function numbersOf(known: readonly string[], delimiter: string): Reading | undefined {
  // 01234 is a code: as a number it would lose what tells it from 1234.
  if (known.some((t) => /^0\d/.test(t))) return undefined;
  const all = (fits: (text: string) => boolean): boolean =>
    known.every((t) => ENDLESS.test(t) || fits(bare(t)));
  const finite = (text: string): number => {
    const value = Number(text);
    return Number.isFinite(value) ? value : Number.NaN;
  };
  if (all((t) => PLAIN.test(t))) return { of: (t) => finite(bare(t)) };
  if (all((t) => PLAIN.test(t) || GROUPED.test(t)))
    return { of: (t) => finite(bare(t).replaceAll(',', '')) };
  if (delimiter !== ',' && all((t) => DECIMAL_COMMA.test(t)))
    return {
      of: (t) => finite(bare(t).replaceAll('.', '').replace(',', '.')),
      note: 'read with decimal commas',
    };
  return undefined;
}

const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|[AP]M)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})${TIME}$`, 'i');

/** Days since 1970, the time of day left out. */
function datesOf(known: readonly string[]): Reading | undefined {
  const day = (year: string, month: string, date: string): number => {
    const [m, d] = [Number(month), Number(date)];
    return m < 1 || m > 12 || d < 1 || d > 31
      ? Number.NaN
      : Date.UTC(Number(year), m - 1, d) / 864e5;
  };
  const first = (text: string): number => {
    const [, y = '', m = '', d = ''] = YEAR_FIRST.exec(text) ?? [];
    return day(y, m, d);
  };
  const readable = (of: (text: string) => number): boolean =>
    known.every((t) => !Number.isNaN(of(t)));
  if (readable(first)) return { of: first, note: 'read as dates, in days' };
  const last =
    (dayFirst: boolean) =>
    (text: string): number => {
      const [, a = '', , b = '', y = ''] = YEAR_LAST.exec(text) ?? [];
      return dayFirst ? day(y, b, a) : day(y, a, b);
    };
  // Slashes are American unless that cannot be; points and dashes put the day first.
  const slashes = known.every((t) => YEAR_LAST.exec(t)?.[2] === '/');
  for (const dayFirst of slashes ? [false, true] : [true, false])
    if (readable(last(dayFirst)))
      return {
        of: last(dayFirst),
        note: `read as dates, ${dayFirst ? 'day before month' : 'month before day'}, in days`,
      };
  return undefined;
}
