import { between, chance, hash, newRng, normal, openStream, sigmoid } from '../sample/random.ts';
import type { Mechanism } from './mechanism.ts';
import { weeksToRenewal, type SimulatedOffice } from './world.ts';

export type Reason = 'value' | 'closure' | 'exit';

/** What happened to the offices week by week; arrays are `[week * offices + office]`. NaN and −1 = never, not yet. */
export interface Life {
  readonly weeks: number;
  readonly health: Float32Array;
  /** 1 where the account is under commercial pressure that no column shows. */
  readonly pressure: Uint8Array;
  /**
   * Chance that notice is given in the week, for reasons of value; NaN before the office starts. Goes on after a notice as
   * if none had been given, so that it never gives away who left.
   */
  readonly hazard: Float32Array;
  /** Week of the notice, −1 = none. */
  readonly noticeWeek: Int32Array;
  readonly endWeek: Int32Array;
  readonly reasons: readonly (Reason | undefined)[];
  /** Week from which nobody is there any more, −1 = none. */
  readonly emptyFrom: Int32Array;
}

const at = (values: ArrayLike<number>, i: number) => values[i] ?? 0;

export function live(
  seed: number,
  offices: readonly SimulatedOffice[],
  weeks: number,
  m: Mechanism,
): Life {
  const n = offices.length;
  const rng = newRng();
  openStream(rng, hash(seed, 0), 2);
  const health = new Float32Array(weeks * n).fill(Number.NaN);
  const pressure = new Uint8Array(weeks * n);
  const hazard = new Float32Array(weeks * n).fill(Number.NaN);
  const noticeWeek = new Int32Array(n).fill(-1);
  const endWeek = new Int32Array(n).fill(-1);
  const emptyFrom = new Int32Array(n).fill(-1);
  const closureNotice = new Int32Array(n).fill(-1);
  const reasons: (Reason | undefined)[] = Array.from({ length: n });
  const companies = (offices.at(-1)?.company ?? -1) + 1;
  const lastLeft = new Int32Array(companies).fill(-1000);
  const leftAtNotice = new Int32Array(n).fill(-1000);
  const weekly = (perYear: number) => 1 - Math.exp(-perYear / 52);
  const bad = weekly(m.shocks.bad);
  const good = weekly(m.shocks.good);
  const companyShock = weekly(m.shocks.company);
  const pressed = weekly(m.pressure.start);
  const closes = weekly(m.closures);
  const exits = weekly(m.exits);
  const h = Float64Array.from(
    offices,
    (o) => o.mean + normal(rng, 0, m.health.noise / Math.sqrt(1 - m.health.keep ** 2)),
  );
  const q = Uint8Array.from(offices, () => (chance(rng, 0.05) ? 1 : 0));

  const leave = (i: number, o: SimulatedOffice, week: number, reason: Reason) => {
    noticeWeek[i] = week;
    reasons[i] = reason;
    const renewal = weeksToRenewal(o, week);
    endWeek[i] = week + (o.annual ? (renewal < 4 ? renewal + 52 : renewal) : 5);
    lastLeft[o.company] = week;
  };

  for (let w = 0; w < weeks; w++) {
    const shocks = new Float64Array(companies);
    const gone = new Uint8Array(companies);
    for (let c = 0; c < companies; c++) {
      if (chance(rng, companyShock)) shocks[c] = -Math.abs(normal(rng, 0.8, 0.3));
      if (chance(rng, exits)) gone[c] = 1;
    }
    // Those who leave this week count as siblings from the next on, whatever the order of the offices.
    const leftBefore = lastLeft.slice();
    offices.forEach((o, i) => {
      const cell = w * n + i;
      let now = o.mean + m.health.keep * (at(h, i) - o.mean) + m.health.noise * normal(rng);
      if (chance(rng, bad)) now -= Math.abs(normal(rng, 1, 0.4));
      if (chance(rng, good)) now += Math.abs(normal(rng, 0.5, 0.2));
      now += at(shocks, o.company);
      h[i] = now;
      health[cell] = now;
      if (chance(rng, q[i] ? 1 / m.pressure.weeks : pressed)) q[i] = q[i] ? 0 : 1;
      pressure[cell] = q[i] ?? 0;
      const age = w - o.startWeek;
      if (age < 0) return;
      const given = at(noticeWeek, i) >= 0;
      let recent = 0;
      for (let back = 0; back < 4; back++) recent += at(health, Math.max(i, cell - back * n));
      const mean = recent / 4;
      let chanceNow = sigmoid(
        m.hazard.base +
          m.hazard.health * mean +
          m.pressure.hazard * at(q, i) +
          (o.stuck && age > 12 ? m.hazard.stuck : 0) -
          0.15 * Math.log(o.employees / 85) -
          0.15 * Math.min(age / 52, 3),
      );
      const renewal = weeksToRenewal(o, w);
      if (o.annual) chanceNow *= renewal >= 4 && renewal <= 13 ? m.gate.inside : m.gate.outside;
      if (age < 8) chanceNow *= 0.2;
      // An office that left is no sibling of itself.
      const siblingLeft = given ? at(leftAtNotice, i) : at(leftBefore, o.company);
      if (w - siblingLeft <= 26) chanceNow *= 1.5;
      hazard[cell] = Math.min(1, chanceNow);
      if (given) return;
      leftAtNotice[i] = siblingLeft;
      if (at(closureNotice, i) < 0 && chance(rng, closes)) {
        emptyFrom[i] = w;
        closureNotice[i] = w + between(rng, 1, 5);
      }
      if (gone[o.company]) leave(i, o, w, 'exit');
      else if (at(closureNotice, i) >= 0) {
        if (w >= at(closureNotice, i)) leave(i, o, w, 'closure');
      } else if (chance(rng, chanceNow)) leave(i, o, w, 'value');
    });
  }
  return { weeks, health, pressure, hazard, noticeWeek, endWeek, reasons, emptyFrom };
}
