import type { State } from '../domain/score.ts';
import type { OfficeAttributes } from './book.ts';
import type { OfficeDates } from './office-dates.ts';
import { MIN_CONFIDENCE } from './adoption.ts';
import { ONBOARDING_DAYS } from './ramp.ts';
import { date, plural } from './words.ts';

export interface Placed {
  readonly state: State;
  readonly text: string;
}

/** States that follow from dates and status alone; undefined = a customer to look at. */
export function stateOfDates(
  office: OfficeAttributes,
  dates: OfficeDates,
  asOf: number,
): Placed | undefined {
  if (office.status === 'test') return { state: 'excluded', text: 'A test office: counts nowhere' };
  if (dates.cancelledOn !== null) {
    return { state: 'closed', text: `Licence ended on ${date(dates.cancelledOn)}` };
  }
  if (office.status === 'closed') return { state: 'closed', text: 'Closed' };
  if (dates.noticeOn !== null) {
    return { state: 'notice', text: `Notice received on ${date(dates.noticeOn)}` };
  }
  if (dates.startOn !== null && dates.startOn > asOf) {
    return { state: 'not_live', text: `Goes live on ${date(dates.startOn)}` };
  }
  return undefined;
}

/** Fewer observed days than this in the last twelve weeks are too short a history to judge. */
const MIN_DAYS = 28;
/** Absence from the extract is not a cancellation; after two weeks nothing can be said. */
const MISSING_DAYS = 14;
const SILENT_EXPOSURE = 15;
const SILENT_SURPRISE = 4;

export interface StateInput {
  readonly everUsed: boolean;
  /** Days since the newest row of the office. */
  readonly missingDays: number;
  readonly ageDays: number;
  /** Exposure since the last event, standard days. */
  readonly xSilent: number;
  readonly workingDaysSilent: () => number;
  readonly silence: number;
  /** Admin logins of 28 days; NaN = unknown. */
  readonly logins28: number;
  readonly activeSiblings: number;
  readonly observedDays: number;
  readonly hasTrend: boolean;
  readonly trendApplies: boolean;
  readonly usageFresh: boolean;
  readonly confidence: number;
}

/** States that follow from use, for an office that {@link stateOfDates} left open. */
export function stateOfUse(s: StateInput): Placed {
  if (s.missingDays >= MISSING_DAYS) {
    return notEnough(`not delivered for ${plural(s.missingDays, 'day')}`);
  }
  if (!s.everUsed) return { state: 'not_live', text: 'No use recorded yet' };
  if (s.ageDays < ONBOARDING_DAYS) {
    const week = Math.floor(s.ageDays / 7) + 1;
    return {
      state: 'onboarding',
      text: `Week ${week} since going live, judged against the usual ramp`,
    };
  }
  if (!s.usageFresh) return notEnough('usage data is out of date');
  if (s.trendApplies && s.observedDays < MIN_DAYS) {
    return notEnough(`${plural(s.observedDays, 'day')} of use known in the last 12 weeks`);
  }
  if (
    s.xSilent >= SILENT_EXPOSURE &&
    s.silence >= SILENT_SURPRISE &&
    s.logins28 === 0 &&
    s.activeSiblings > 0
  ) {
    return {
      state: 'silent',
      text: `No use for ${plural(s.workingDaysSilent(), 'working day')} and no admin login in 28 days, while other offices of the account are active: ask whether it closed`,
    };
  }
  if (s.trendApplies && !s.hasTrend) return notEnough('too little history for a trend');
  if (s.confidence < MIN_CONFIDENCE) {
    return notEnough(`${Math.round(s.confidence * 100)}% of what a score needs is known`);
  }
  return { state: 'scored', text: 'In use for at least 12 weeks' };
}

function notEnough(why: string): Placed {
  return { state: 'not_enough_data', text: `Not enough data: ${why}` };
}
