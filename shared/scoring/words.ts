import { formatDay, type Day } from '../domain/day.ts';

/** How numbers are written in reasons: built here once, because number formatting through Intl is slow for a whole book. */

const MINUS = '−';

/** −0.617 → "−62%", 0.05 → "+5%" */
export function signedPercent(ratio: number): string {
  const whole = Math.round(ratio * 100);
  return whole < 0 ? `${MINUS}${-whole}%` : whole > 0 ? `+${whole}%` : '0%';
}

/** "down 62%", "up 5%", "unchanged" */
export function direction(ratio: number): string {
  const whole = Math.round(ratio * 100);
  return whole < 0 ? `down ${-whole}%` : whole > 0 ? `up ${whole}%` : 'unchanged';
}

/** 1234.4 → "1,234" */
export function count(value: number): string {
  const digits = String(Math.round(value));
  return digits.length <= 3 ? digits : digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? one : many}`;
}

/** One decimal below ten, none above. */
export function short(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : count(value);
}

/** −log10 of a chance → "1-in-400": two digits at most, because the model is no sharper. */
export function oneIn(surprise: number): string {
  const n = 10 ** surprise;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1);
  return `1-in-${count(Math.round(n / unit) * unit)}`;
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const dates = new Map<Day, string>();

/** Many offices share their dates. */
export function date(day: Day): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const text = formatDay(day);
  dates.set(day, text);
  return text;
}

export function confidenceWord(confidence: number): string {
  return confidence >= 0.8 ? 'high' : confidence >= 0.6 ? 'medium' : 'low';
}
