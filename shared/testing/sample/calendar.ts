import { formatDay, weekday, type Day } from '../../domain/day.ts';
import { hash, hashUnit } from './random.ts';
import { REGIONS, regionNamed } from './places.ts';

/** Monday … Sunday where the weekend is Saturday and Sunday; turned for other weekends. */
const WEEK = [0.95, 1.12, 1.15, 1.05, 0.7, 0.06, 0.03];
const HOLIDAYS_A_YEAR = 9;

const EUROPE = regionNamed('Europe');
const LATIN_AMERICA = regionNamed('Latin America');
const MIDDLE_EAST = regionNamed('Middle East');
/** Its November festivals halve traffic for three weeks, every year: a shared season, not a risk. */
export const FESTIVE_REGION = regionNamed('South Asia');

/** One region on one day. `factor` 1 = a standard day of traffic. */
export interface RegionDay {
  readonly open: boolean;
  readonly factor: number;
}

/** Nine holidays a year and region, spread over the year and never on the region's weekend. */
function isHoliday(seed: number, region: number, day: Day): boolean {
  const year = Number(formatDay(day).slice(0, 4));
  const first = Date.UTC(year, 0, 1) / 86_400_000;
  const weekend = REGIONS[region]?.weekend ?? [5, 6];
  for (let n = 0; n < HOLIDAYS_A_YEAR; n += 1) {
    const slot = n * 40 + ((hash(seed, 0x401, region * 64 + n, year) >>> 0) % 40);
    let holiday = first + slot;
    while (weekend.includes(weekday(holiday))) holiday += 1;
    if (holiday === day) return true;
  }
  return false;
}

/** Calendar of a region on a day: weekend, holidays, year's end, August, festivals, the slow yearly wave. */
export function regionDay(seed: number, region: number, day: Day): RegionDay {
  const [firstOff] = REGIONS[region]?.weekend ?? [5, 6];
  const turned = (weekday(day) - firstOff + 12) % 7;
  let factor = WEEK[turned] ?? 1;
  let open = turned < 5;
  if (isHoliday(seed, region, day)) {
    factor *= 0.05;
    open = false;
  }
  const [, month = '', date = ''] = formatDay(day).split('-');
  const monthDay = month + date;
  if (region !== MIDDLE_EAST && (monthDay >= '1221' || monthDay <= '0103')) factor *= 0.25;
  if (region === EUROPE && month === '08') factor *= 0.65;
  if (region === FESTIVE_REGION && monthDay >= '1101' && monthDay <= '1122') factor *= 0.5;
  const wave = region === EUROPE ? 0.07 : region === LATIN_AMERICA ? 0.05 : 0;
  if (wave > 0) factor *= 1 + wave * Math.cos((2 * Math.PI * day) / 365.25);
  return { open, factor };
}

/** A night on which the warehouse lost the usage of the whole book: its usage columns are NULL, not zero. */
export function isLostDay(seed: number, day: Day, newest: Day): boolean {
  return day <= newest - 28 && hashUnit(seed, 0x105, day) < 0.006;
}
