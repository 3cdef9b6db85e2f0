import { dayOf, type Day } from '../../domain/day.ts';
import { trueCalendar } from './calendar.ts';
import { count, type Counts } from './counts.ts';
import { plantGlitches, type Glitches } from './glitches.ts';
import { live, type Life } from './life.ts';
import { USUAL, type Mechanism } from './mechanism.ts';
import { driveRates, type Rates } from './rates.ts';
import { makeOffices, type SimulatedOffice } from './world.ts';

/** A book of which everything is known: what was counted, and what was behind it. */
export interface Simulation {
  readonly seed: number;
  readonly mechanism: Mechanism;
  readonly firstDay: Day;
  /** Whole weeks. */
  readonly days: number;
  readonly offices: readonly SimulatedOffice[];
  readonly life: Life;
  readonly rates: Rates;
  readonly calendar: Float64Array;
  readonly glitches: Glitches;
  readonly counts: Counts;
}

/** A Monday. */
const FIRST_DAY = dayOf('2024-01-01');

/** The same for the same arguments, on every machine. About 3.8 offices a company. */
export function simulate(
  seed: number,
  size: { readonly companies: number; readonly days: number },
  mechanism: Mechanism = USUAL,
): Simulation {
  const weeks = Math.floor(size.days / 7);
  const days = 7 * weeks;
  const offices = makeOffices(seed, size.companies, weeks, mechanism);
  const life = live(seed, offices, weeks, mechanism);
  const rates = driveRates(seed, offices, life, mechanism);
  const calendar = trueCalendar(seed, FIRST_DAY, days, mechanism);
  const glitches = plantGlitches(seed, offices.length, days, mechanism);
  const counts = count(seed, offices, life, rates, calendar, glitches, mechanism);
  return {
    seed,
    mechanism,
    firstDay: FIRST_DAY,
    days,
    offices,
    life,
    rates,
    calendar,
    glitches,
    counts,
  };
}
