import { formatDay } from '../../../../shared/domain/day.ts';
import { DATA_TEAM, fail, notRun, pass, type Check } from './types.ts';
import { PAST_DAYS } from './past.ts';

export const CALENDAR: readonly Check[] = [
  {
    id: 'day_not_ahead',
    title: 'The day is not in the future',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'The delivery describes a day that has not come yet. Either the extract ran with a wrong date or the clock of this computer is wrong. Look at the clock first.',
    run({ day, today }) {
      if (today === undefined)
        return notRun('the days of the sample book are invented', 'not after today');
      // Somewhere it is tomorrow already.
      const expected = `not after ${formatDay(today + 1)}`;
      if (day <= today + 1) return pass(formatDay(day), expected);
      return fail(
        formatDay(day),
        expected,
        `The delivery is of ${formatDay(day)}, and today is ${formatDay(today)}.`,
      );
    },
  },
  {
    id: 'days_without_gap',
    compares: true,
    title: 'The day before was delivered',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'Days between two deliveries are missing. They are shown as gaps, never as zero. Ask for them: they are taken in whenever they come.',
    run({ day, past }) {
      const expected = `a published day on ${formatDay(day - 1)}`;
      const last = past.days[0];
      if (!last) return notRun(`no published day in the ${PAST_DAYS} days before`, expected);
      if (last.day === day - 1) return pass(formatDay(last.day), expected);
      const gap = day - last.day - 1;
      return fail(
        `${gap} days missing after ${formatDay(last.day)}`,
        expected,
        `${gap} ${gap === 1 ? 'day is' : 'days are'} missing between ${formatDay(last.day)} and ${formatDay(day)}.`,
      );
    },
  },
];
