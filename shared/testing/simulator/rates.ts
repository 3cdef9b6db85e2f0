import { between, chance, hash, newRng, normal, openStream } from '../sample/random.ts';
import type { Life } from './life.ts';
import type { Mechanism } from './mechanism.ts';
import type { SimulatedOffice } from './world.ts';

/** What drives the counts, by week: `[week * offices + office]`. */
export interface Rates {
  /** Log of the expected visitors of a standard day; −Infinity where nobody comes, NaN where there are no rows. */
  readonly visitors: Float32Array;
  /** Share of the steady rate that onboarding has reached. */
  readonly ramp: Float32Array;
  /** Log-decline before a notice. */
  readonly decline: Float32Array;
  /** Log-decline after it: known only once notice was given, so no score may live on it. */
  readonly post: Float32Array;
}

/** Week of the closing rows: an office has rows from its start to the end of its contract. */
export function hasRows(offices: readonly SimulatedOffice[], life: Life, i: number, week: number) {
  const end = life.endWeek[i] ?? -1;
  return week >= (offices[i]?.startWeek ?? 0) && (end < 0 || week <= end);
}

export function driveRates(
  seed: number,
  offices: readonly SimulatedOffice[],
  life: Life,
  m: Mechanism,
): Rates {
  const n = offices.length;
  const { weeks } = life;
  const zeros = () => new Float32Array(weeks * n);
  const rates: Rates = { visitors: zeros(), ramp: zeros(), decline: zeros(), post: zeros() };
  const rng = newRng();
  offices.forEach((o, i) => {
    openStream(rng, hash(seed, i), 4);
    const base = Math.log(o.employees * (m.visitorRates[o.industry] ?? 0.03)) + o.own;
    const notice = life.noticeWeek[i] ?? -1;
    const declines =
      notice >= 0 && life.reasons[i] === 'value' && chance(rng, m.declineShare)
        ? { by: -Math.abs(normal(rng, 0.55, 0.2)), over: between(rng, 2, 8) }
        : undefined;
    const empty = life.emptyFrom[i] ?? -1;
    let hybrid = 0;
    for (let w = 0; w < weeks; w++) {
      const cell = w * n + i;
      if (chance(rng, m.hybridSteps / 52)) hybrid -= Math.abs(normal(rng, 0.4, 0.15));
      if (!hasRows(offices, life, i, w)) {
        rates.visitors[cell] = Number.NaN;
        continue;
      }
      const grown = 1 - Math.exp(-(w - o.startWeek + 0.5) / o.rampWeeks);
      const ramp = o.stuck ? Math.min(0.3, grown) : grown;
      const into = declines ? (w - (notice - declines.over)) / declines.over : 0;
      const decline = declines ? declines.by * Math.min(1, Math.max(0, into)) : 0;
      const post = notice >= 0 && w > notice ? -0.8 * Math.min(1, (w - notice) / 6) : 0;
      rates.ramp[cell] = ramp;
      rates.decline[cell] = decline;
      rates.post[cell] = post;
      rates.visitors[cell] =
        empty >= 0 && w >= empty
          ? Number.NEGATIVE_INFINITY
          : base +
            Math.log(ramp) +
            o.useOfHealth * (life.health[cell] ?? 0) +
            hybrid +
            decline +
            post;
    }
  });
  return rates;
}
