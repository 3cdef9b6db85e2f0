import {
  chance,
  gammaMeanOne,
  hash,
  newRng,
  normal,
  openStream,
  poisson,
  sigmoid,
  type Rng,
} from '../sample/random.ts';
import type { Glitches } from './glitches.ts';
import type { Life } from './life.ts';
import type { Mechanism } from './mechanism.ts';
import type { Rates } from './rates.ts';
import type { SimulatedOffice } from './world.ts';

/** What was counted. By day `[day * offices + office]` or by week `[week * offices + office]`; NaN = no row. */
export interface Counts {
  readonly visitors: Float32Array;
  readonly deliveries: Float32Array;
  /** Distinct hosts of four weeks. */
  readonly hosts: Float32Array;
  readonly logins: Float32Array;
  readonly tickets: Float32Array;
  readonly sev1: Float32Array;
  /** Answers given in the week, −1 = none. */
  readonly nps: Int8Array;
  /** Days the oldest invoice is overdue at the end of the week. */
  readonly overdue: Int16Array;
}

/** Deliveries per employee and standard day: the same for every industry. */
const DELIVERY_RATE = 0.012;
const DELIVERY_SHAPE = 3;

const get = (values: ArrayLike<number>, i: number) => values[i] ?? 0;

export function count(
  seed: number,
  offices: readonly SimulatedOffice[],
  life: Life,
  rates: Rates,
  calendar: Float64Array,
  glitches: Glitches,
  m: Mechanism,
): Counts {
  const n = offices.length;
  const days = glitches.bookDays.length;
  const byDay = () => new Float32Array(days * n).fill(Number.NaN);
  const byWeek = () => new Float32Array(life.weeks * n).fill(Number.NaN);
  const counts: Counts = {
    visitors: byDay(),
    deliveries: byDay(),
    hosts: byWeek(),
    logins: byWeek(),
    tickets: byWeek(),
    sev1: byWeek(),
    nps: new Int8Array(life.weeks * n).fill(-1),
    overdue: new Int16Array(life.weeks * n),
  };
  const rng = newRng();
  offices.forEach((o, i) => {
    openStream(rng, hash(seed, i), 6);
    const gap = glitches.gaps[i];
    const outage = glitches.outages[i];
    for (let w = 0, rate = 0, other = 0; w < life.weeks; w++) {
      const log = rates.visitors[w * n + i] ?? Number.NaN;
      if (Number.isNaN(log)) continue;
      rate = Math.exp(log);
      other =
        o.deliveries && rate > 0 ? DELIVERY_RATE * o.employees * get(rates.ramp, w * n + i) : 0;
      for (let d = 7 * w; d < Math.min(days, 7 * w + 7); d++) {
        const factor = get(calendar, o.region * days + d);
        const visitors = poisson(rng, rate * factor * gammaMeanOne(rng, m.visitorShape));
        const parcels = other
          ? poisson(rng, other * factor * gammaMeanOne(rng, DELIVERY_SHAPE))
          : 0;
        if (glitches.bookDays[d] || (gap && d >= gap.from && d < gap.to)) continue;
        const lost = outage && d >= outage.from && d < outage.to;
        counts.visitors[d * n + i] = lost ? 0 : d === glitches.negativeOn[i] ? -1 : visitors;
        if (o.deliveries) counts.deliveries[d * n + i] = lost ? 0 : parcels;
      }
    }
    countWeeks(rng, o, i, n, life, rates, counts, m);
  });
  return counts;
}

function countWeeks(
  rng: Rng,
  o: SimulatedOffice,
  i: number,
  n: number,
  life: Life,
  rates: Rates,
  counts: Counts,
  m: Mechanism,
): void {
  let overdue = 0;
  // Distinct hosts of four weeks: two that overlap by three share three of the four draws.
  const recent = [normal(rng), normal(rng), normal(rng), normal(rng)];
  for (let w = 0; w < life.weeks; w++) {
    const cell = w * n + i;
    const log = rates.visitors[cell] ?? Number.NaN;
    if (Number.isNaN(log)) continue;
    const there = log > Number.NEGATIVE_INFINITY;
    const h = get(life.health, cell);
    const sinking = get(rates.decline, cell);
    const post = get(rates.post, cell);
    const young = w - o.startWeek < 8;
    const share =
      0.5 * sigmoid(-1 + 0.55 * h + Math.log(get(rates.ramp, cell) || 1) + 0.5 * sinking + post);
    recent[w % 4] = normal(rng);
    const luck = recent.reduce((sum, z) => sum + z, 0) / 2;
    const hosts = o.employees * share + luck * Math.sqrt(o.employees * share * (1 - share));
    counts.hosts[cell] = there ? Math.max(0, Math.min(o.employees, Math.round(hosts))) : 0;
    counts.logins[cell] = there ? poisson(rng, 1.3 * Math.exp(0.65 * h + 0.6 * sinking + post)) : 0;
    const tickets = there
      ? poisson(rng, 0.06 * Math.exp(m.ticketsOfHealth * h) * (young ? 2.5 : 1))
      : 0;
    counts.tickets[cell] = tickets;
    counts.sev1[cell] = binomial(rng, tickets, Math.min(1, 0.08 * Math.exp(-0.4 * h)));
    if (chance(rng, 1 / 26) && chance(rng, Math.min(1, 0.22 * Math.exp(0.25 * h)))) {
      const answer = Math.round(7.4 + 1.2 * h + normal(rng, 0, 1.6));
      counts.nps[cell] = Math.max(0, Math.min(10, answer));
    }
    const starts = Math.min(1, 0.05 * Math.exp(-0.55 * h + 0.5 * get(life.pressure, cell)));
    if (overdue > 0) overdue = chance(rng, 0.25) ? 0 : overdue + 7;
    else if (chance(rng, starts)) overdue = 7;
    counts.overdue[cell] = overdue;
  }
}

function binomial(rng: Rng, n: number, p: number): number {
  let hits = 0;
  for (let k = 0; k < n; k++) if (chance(rng, p)) hits++;
  return hits;
}
