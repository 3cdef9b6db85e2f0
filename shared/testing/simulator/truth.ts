import type { Simulation } from './simulate.ts';

const get = (values: ArrayLike<number>, i: number) => values[i] ?? 0;

/** True log rate-ratio of the last 4 weeks to the 8 before, calendar apart; NaN without 12 weeks of rows, or empty. */
export function trueTrend(sim: Simulation, i: number, week: number): number {
  const n = sim.offices.length;
  const mean = (from: number, weeks: number) => {
    let sum = 0;
    for (let w = from; w < from + weeks; w++) {
      sum += w < 0 ? Number.NaN : Math.exp(sim.rates.visitors[w * n + i] ?? Number.NaN);
    }
    return sum / weeks;
  };
  const ratio = Math.log(mean(week - 3, 4) / mean(week - 11, 8));
  return Number.isFinite(ratio) ? ratio : Number.NaN;
}

/** True visitors a week of standard days (the mean day of a week counts .72), over the last 12 weeks. */
export function trueWeeklyRate(sim: Simulation, i: number, week: number): number {
  const n = sim.offices.length;
  const { weekdays } = sim.mechanism.calendar;
  const standard = weekdays.reduce((sum, factor) => sum + factor, 0);
  let sum = 0;
  for (let w = week - 11; w <= week; w++) sum += Math.exp(get(sim.rates.visitors, w * n + i));
  return (sum / 12) * standard;
}

/** What nobody can know: the chance of notice over the `ahead` weeks to come, from the weekly chances as they will be. */
export function oracleHazard(sim: Simulation, i: number, week: number, ahead: number): number {
  const n = sim.offices.length;
  let stays = 1;
  for (let w = week + 1; w <= week + ahead; w++) stays *= 1 - get(sim.life.hazard, w * n + i);
  return 1 - stays;
}

export function noticeWithin(sim: Simulation, i: number, week: number, ahead: number): boolean {
  const notice = get(sim.life.noticeWeek, i);
  return notice > week && notice <= week + ahead;
}

/** First week of the decline before a notice; −1 = none. */
export function declineBegan(sim: Simulation, i: number): number {
  const n = sim.offices.length;
  const weeks = sim.days / 7;
  for (let w = 0; w < weeks; w++) if (get(sim.rates.decline, w * n + i) < 0) return w;
  return -1;
}
