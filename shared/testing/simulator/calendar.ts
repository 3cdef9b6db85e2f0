import { formatDay, weekday, type Day } from '../../domain/day.ts';
import { between, hash, newRng, openStream } from '../sample/random.ts';
import type { Mechanism } from './mechanism.ts';

/** How much of a standard day each day truly was: `[region * days + day]`. */
export function trueCalendar(
  seed: number,
  firstDay: Day,
  days: number,
  m: Mechanism,
): Float64Array {
  const rng = newRng();
  const { calendar } = m;
  const factors = new Float64Array(m.regionShares.length * days);
  m.regionShares.forEach((_, region) => {
    openStream(rng, hash(seed, region), 3);
    const holidays = new Set<number>();
    for (let year = 0; year * 365 < days; year++) {
      for (let k = 0; k < calendar.holidays; k++) holidays.add(365 * year + between(rng, 0, 364));
    }
    for (let d = 0; d < days; d++) {
      const [, month = 1, date = 1] = formatDay(firstDay + d)
        .split('-')
        .map(Number);
      let factor = calendar.weekdays[weekday(firstDay + d)] ?? 1;
      if (holidays.has(d)) factor *= 0.05;
      if ((month === 12 && date >= 21) || (month === 1 && date <= 3)) factor *= calendar.yearEnd;
      for (const own of calendar.months) {
        if (own.region === region && own.month === month) factor *= own.factor;
      }
      for (const event of calendar.events) {
        if (event.region === region && d >= event.from && d < event.to) factor *= event.factor;
      }
      factor *= 1 + (calendar.seasons[region] ?? 0) * Math.cos((2 * Math.PI * d) / 365.25);
      factors[region * days + d] = factor;
    }
  });
  return factors;
}
