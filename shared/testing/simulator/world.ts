import { between, chance, hash, newRng, normal, openStream, pick, unit } from '../sample/random.ts';
import type { Mechanism } from './mechanism.ts';

/** What an office is from the start; weeks count from the first day of the book and may be negative. */
export interface SimulatedOffice {
  readonly company: number;
  readonly industry: number;
  readonly region: number;
  readonly plan: number;
  readonly employees: number;
  /** As the extract has it: noisy, sometimes mistyped, null where it is missing. */
  readonly deliveredEmployees: number | null;
  readonly arr: number;
  readonly annual: boolean;
  /** Week of the year in which an annual contract renews. */
  readonly renewalPhase: number;
  readonly startWeek: number;
  /** Mean health. */
  readonly mean: number;
  readonly useOfHealth: number;
  /** Log of the office's own activity against its kind. */
  readonly own: number;
  readonly rampWeeks: number;
  readonly stuck: boolean;
  readonly enabled: number;
  readonly deliveries: boolean;
}

const ARR = [1600, 3600, 7200];
const DELIVERIES = [0.35, 0.6, 0.85];
const LIVE_AT_START = 0.62;

export function makeOffices(
  seed: number,
  companies: number,
  weeks: number,
  m: Mechanism,
): SimulatedOffice[] {
  const rng = newRng();
  const offices: SimulatedOffice[] = [];
  for (let company = 0; company < companies; company++) {
    openStream(rng, hash(seed, company), 1);
    let size = 1;
    while (size < 60 && !chance(rng, 0.42)) size++;
    if (chance(rng, 0.06)) size = Math.min(60, size + between(rng, 8, 39));
    const industry = Math.floor(unit(rng) * m.visitorRates.length);
    const home = pick(rng, m.regionShares);
    const plan = pick(rng, m.planShares);
    const shared = 0.45 * normal(rng);
    for (let k = 0; k < size; k++) {
      const employees = Math.round(
        Math.min(4000, Math.max(5, Math.exp(normal(rng, Math.log(85) + 0.25 * plan, 1)))),
      );
      const noisy = Math.max(1, Math.round(employees * Math.exp(normal(rng, 0, 0.12))));
      const typed = chance(rng, m.glitches.headcountTyped) ? 10 * noisy : noisy;
      offices.push({
        company,
        industry,
        region: chance(rng, 0.8) ? home : pick(rng, m.regionShares),
        plan,
        employees,
        deliveredEmployees: chance(rng, m.glitches.headcountMissing) ? null : typed,
        arr: (ARR[plan] ?? 0) * (employees / 85) ** 0.35 * Math.exp(normal(rng, 0, 0.25)),
        annual: chance(rng, m.annualShares[plan] ?? 0),
        renewalPhase: between(rng, 0, 51),
        startWeek: chance(rng, LIVE_AT_START) ? -between(rng, 8, 260) : between(rng, 0, weeks - 1),
        mean: shared + 0.75 * normal(rng),
        useOfHealth: normal(rng, m.useOfHealth, 0.1),
        own: normal(rng, 0, 0.45),
        rampWeeks: Math.exp(normal(rng, Math.log(6.5), 0.4)),
        stuck: chance(rng, 0.1),
        enabled: between(rng, 2, 4) + 2 * plan,
        deliveries: chance(rng, DELIVERIES[plan] ?? 0),
      });
    }
  }
  return offices;
}

/** Weeks from `week` to the next renewal of an annual contract, 0–51. */
export function weeksToRenewal(office: SimulatedOffice, week: number): number {
  return (((office.renewalPhase - week) % 52) + 52) % 52;
}
