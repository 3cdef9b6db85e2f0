import { parseDay } from '../../shared/domain/day.ts';
import { shortDayText } from './format.ts';

/** `2026-11-20` → `20 Nov`; a text that is no day comes back as it is. */
export function shortDateText(iso: string): string {
  const day = parseDay(iso.slice(0, 10));
  return day === undefined ? iso : shortDayText(day);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment near now as a person says it: `today, 06:12`, `tomorrow, 06:00`, `19 Nov, 06:12`. Days of this computer. */
export function momentText(iso: string, now: number): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  const away = Math.round((midnight(time) - midnight(new Date(now))) / 86_400_000);
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${NEAR.get(away) ?? shortDateText(day)}, ${clock}`;
}

const NEAR: ReadonlyMap<number, string> = new Map([
  [-1, 'yesterday'],
  [0, 'today'],
  [1, 'tomorrow'],
]);

const midnight = (time: Date): number =>
  new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

/** `about 40 s`, `about 3 min`, `about 2 h`: what is left is never known better. */
export function leftText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 50) return `about ${Math.max(10, Math.ceil(seconds / 10) * 10)} s`;
  if (seconds < 50 * 60) return `about ${Math.max(1, Math.round(seconds / 60))} min`;
  return `about ${Math.max(1, Math.round(seconds / 3600))} h`;
}

const UNITS = { kB: 1e3, MB: 1e6, GB: 1e9 } as const;
export type ByteUnit = keyof typeof UNITS;

/** Of thousands, as file managers count them; the largest in which there is at least one. */
export const byteUnit = (bytes: number): ByteUnit =>
  bytes >= UNITS.GB ? 'GB' : bytes >= UNITS.MB ? 'MB' : 'kB';

/** The number alone, with no more digits than it deserves: `0`, `0.4`, `12`. */
export function bytesIn(unit: ByteUnit, bytes: number): string {
  const value = bytes / UNITS[unit];
  return value.toFixed(value > 0 && value < 9.95 && unit !== 'kB' ? 1 : 0);
}

/** `12 kB`, `0.4 MB`, `12 MB`, `1.3 GB`. */
export function bytesText(bytes: number): string {
  const unit = byteUnit(bytes);
  return `${bytesIn(unit, bytes)} ${unit}`;
}
