import type { ScheduleReason, ScheduleSettings } from '../../shared/contracts/schedule.ts';
import { dayOf, formatDay, type Day } from '../../shared/domain/day.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** However wide the jitter, an hourly look is a quarter of an hour after the one before at the earliest. */
const MOST_OFF_HOURLY = 45 * MINUTE;
/** Minutes between attempts while nobody answers; the last one repeats. */
const WAITS = [1, 2, 5, 10, 20, 30, 60];
/** A share of a wait that the jitter may add or take. */
const WAIT_JITTER = 0.25;

/** How the last attempt at the source ended, as far as it decides about the next. Times in ms. */
export interface Attempt {
  readonly startedAt: number;
  readonly endedAt: number;
  /** `waiting`: nobody answered, and somebody may soon. `blocked`: only a person can mend it. */
  readonly kind: 'done' | 'waiting' | 'blocked';
  /** Attempts in a row that ended `waiting`. */
  readonly fruitless: number;
}

export interface Planned {
  /** Ms since 1970; in the past: due. */
  readonly at: number;
  readonly because: ScheduleReason;
}

export interface PlanFacts {
  readonly now: number;
  /** The newest published day. */
  readonly newest: Day | undefined;
  readonly settings: ScheduleSettings;
  readonly attempt: Attempt | undefined;
  /** Something that happened asks for a look: a start, a wake, a network, a file. */
  readonly asked: Planned | undefined;
  /** This computer's place within the jitter, from -1 to 1. */
  readonly luck: number;
}

/** The next look at the source: what was asked for, or what routine says, whichever comes first. */
export function planNext(facts: PlanFacts): Planned {
  const { asked } = facts;
  const routine = planRoutine(facts);
  // A time that was missed (the computer was off) waits for the look that was asked for anyhow.
  if (asked && (asked.at <= routine.at || routine.at < facts.now)) return asked;
  return routine;
}

function planRoutine({ now, newest, settings, luck, ...facts }: PlanFacts): Planned {
  // One of the future was made before the clock was set back.
  const attempt = facts.attempt && facts.attempt.startedAt <= now ? facts.attempt : undefined;
  if (attempt?.kind === 'waiting') {
    const minutes = WAITS[Math.min(attempt.fruitless, WAITS.length) - 1] ?? 1;
    const wait = minutes * MINUTE * (1 + luck * WAIT_JITTER);
    return { at: attempt.endedAt + wait, because: 'retry' };
  }
  const jitter = settings.jitterMinutes * MINUTE * luck;
  const slotOn = (day: Day): number => expectedOn(day, settings.expectedAt) + jitter;
  const due = dueDay(newest, localDay(now));
  if (!attempt || attempt.startedAt < slotOn(due)) return { at: slotOn(due), because: 'expected' };
  if (settings.hourly && attempt.kind === 'done') {
    const off = Math.max(-MOST_OFF_HOURLY, Math.min(jitter, MOST_OFF_HOURLY));
    return { at: attempt.endedAt + HOUR + off, because: 'hourly' };
  }
  // Once a day, then, at the first expected time after the attempt.
  const day = localDay(attempt.startedAt);
  const at = [day - 1, day, day + 1, day + 2].map(slotOn).find((slot) => slot > attempt.startedAt);
  return { at: at ?? attempt.startedAt + 24 * HOUR, because: 'expected' };
}

/** The day on which the next delivery is, or was, expected: the one of a day comes the day after. */
function dueDay(newest: Day | undefined, today: Day): Day {
  if (newest === undefined) return today;
  return newest >= today - 1 ? today + 1 : newest + 2;
}

/** @param clock `HH:MM` of this computer's zone. */
export function expectedOn(day: Day, clock: string): number {
  return new Date(`${formatDay(day)}T${clock}:00`).getTime();
}

/** The calendar day here. */
export function localDay(time: number): Day {
  const on = new Date(time);
  const two = (n: number): string => String(n).padStart(2, '0');
  return dayOf(`${on.getFullYear()}-${two(on.getMonth() + 1)}-${two(on.getDate())}`);
}
