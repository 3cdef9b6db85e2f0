import { dayOf, formatDay, parseDay } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/day.ts';

/** What stands where a number is unknown: never 0, never an empty place. */
export const UNKNOWN = '·';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `'2026-11-20'` → `20 Nov 2026`; a text that is no day comes back as it is. */
export function dateText(iso: string): string {
  const day = parseDay(iso.slice(0, 10));
  return day === undefined ? iso : dayText(day);
}

export function dayText(day: Day): string {
  const iso = formatDay(day);
  return `${Number(iso.slice(8))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}

/** `20 Nov`: within a year the year says nothing. */
export function shortDayText(day: Day): string {
  return dayText(day).slice(0, -5);
}

/** `2026-11-20` → `20 Nov`; a text that is no day comes back as it is. */
export function shortDateText(iso: string): string {
  const day = parseDay(iso.slice(0, 10));
  return day === undefined ? iso : shortDayText(day);
}

/** Sentences of the engine carry days as the extract writes them; on a screen they read like the other days. Names of files stay. */
export function proseDays(text: string): string {
  return text.replace(/(?<![\w=/.-])\d{4}-\d{2}-\d{2}(?![\w/-]|\.\w)/g, (iso) => dateText(iso));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment in the person's own zone, as ISO day and time of day; undefined for a text that is no moment. */
export function localTime(
  iso: string,
): { readonly day: string; readonly clock: string } | undefined {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return undefined;
  return {
    day: `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`,
    clock: `${two(time.getHours())}:${two(time.getMinutes())}`,
  };
}

/** A moment in the person's own zone: `21 Nov 2026, 03:20`. */
export function timeText(iso: string): string {
  const local = localTime(iso);
  return local ? `${dateText(local.day)}, ${local.clock}` : iso;
}

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(options: Intl.NumberFormatOptions, locale?: string): Intl.NumberFormat {
  const key = `${locale ?? ''}${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    numberFormats.set(key, format);
  }
  return format;
}

/** A count with thousands separators of the person's locale. */
export function countText(value: number | null, locale?: string): string {
  return value === null
    ? UNKNOWN
    : numberFormat({ maximumFractionDigits: 0 }, locale).format(value);
}

/** `1 office`, `2 offices`. */
export function plural(value: number, one: string, many = `${one}s`, locale?: string): string {
  return `${countText(value, locale)} ${value === 1 ? one : many}`;
}

export function decimalText(value: number | null, digits = 1, locale?: string): string {
  if (value === null) return UNKNOWN;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numberFormat(options, locale).format(value).replace('-', '−');
}

/** `+0.42`, `−1.10`, `0.00`: the sign is part of the number. */
export function signedText(value: number | null, digits = 2, locale?: string): string {
  if (value === null) return UNKNOWN;
  const text = decimalText(value, digits, locale);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text.replace(/^−(0[.,]?0*)$/, '$1');
}

/** A ratio as whole percent: 0.4237 → `42%`. */
export function percentText(ratio: number | null): string {
  return ratio === null ? UNKNOWN : `${Math.round(ratio * 100).toString()}%`.replace('-', '−');
}

/** A ratio − 1 as a signed percentage: −0.42 → `−42%`. */
export function changeText(change: number | null): string {
  if (change === null) return UNKNOWN;
  const percent = Math.round(change * 100);
  return percent > 0 ? `+${percent}%` : `${percent}%`.replace('-', '−');
}

/** Odds relative to the book average, with no more digits than they deserve: `0.42×`, `2.3×`, `14×`. */
export function oddsText(odds: number | null, locale?: string): string {
  if (odds === null) return UNKNOWN;
  const digits = odds >= 9.95 ? 0 : odds >= 0.995 ? 1 : 2;
  return `${decimalText(odds, digits, locale)}×`;
}

/** Money to the thousand, for lists: `€51k`; under a thousand the amount itself. */
export function moneyShort(
  amount: number | null,
  currency: string | null,
  locale?: string,
): string {
  if (amount === null) return UNKNOWN;
  if (Math.abs(amount) < 1000) return moneyText(amount, currency, locale);
  return `${moneyText(Math.round(amount / 1000), currency, locale)}k`;
}

/** Money in full, without cents. An amount without a currency stays a bare number. */
export function moneyText(amount: number | null, currency: string | null, locale?: string): string {
  if (amount === null) return UNKNOWN;
  if (!currency || !/^[A-Z]{3}$/.test(currency)) return countText(amount, locale);
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  } as const;
  return numberFormat(options, locale).format(amount);
}

/** Days from the data's day to another, in words a calendar reader uses: `in 41 d`, `today`, `12 d ago`. */
export function daysAway(day: Day | null, from: Day | null): string {
  if (day === null || from === null) return UNKNOWN;
  const days = day - from;
  if (days === 0) return 'today';
  return days > 0 ? `in ${countText(days)} d` : `${countText(-days)} d ago`;
}

/** A date and how far it is from the day of the data, `ds`: `3 Jan 2027, in 41 d`. */
export function dateAwayText(iso: string | null, ds: string | null): string {
  if (!iso) return UNKNOWN;
  const day = parseDay(iso.slice(0, 10));
  const away = day === undefined || ds === null ? UNKNOWN : daysAway(day, dayOf(ds));
  return `${dateText(iso)}, ${away}`;
}

/** `12,3,,9` → `[12, 3, null, 9]`: an empty place is no data. Null when there is no trend at all. */
export function parseTrend(text: string | null): readonly (number | null)[] | null {
  if (text === null || text === '') return null;
  const values = text.split(',').map((each) => (each === '' ? null : Number(each)));
  return values.every((each) => each === null) ? null : values;
}

/** What a sparkline says, for those who do not see it. */
export function trendText(values: readonly (number | null)[] | null): string {
  const known = values?.filter((each) => each !== null) ?? [];
  const [first] = known;
  const last = known.at(-1);
  if (!values || first === undefined || last === undefined) return 'no data';
  const verb = last > first ? 'rose' : last < first ? 'fell' : 'stayed';
  const path =
    verb === 'stayed'
      ? `stayed at ${countText(last)}`
      : `${verb} from ${countText(first)} to ${countText(last)}`;
  return `visitors a week ${path} over ${values.length} weeks`;
}

/** The last four weeks against the eight before, per week, as a ratio − 1; null where either side is unknown or nothing came before. */
export function trendChange(text: string | null): number | null {
  const values = parseTrend(text);
  if (!values) return null;
  const now = mean(values.slice(-4));
  const before = mean(values.slice(-12, -4));
  return now === null || before === null || before === 0 ? null : now / before - 1;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((each) => each !== null);
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
}
