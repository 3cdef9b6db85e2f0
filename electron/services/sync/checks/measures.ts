import { formatDay, weekday } from '../../../../shared/domain/day.ts';
import type { ColumnProfile } from '../../store/profiles.ts';
import { count, isOpen, percent, sameKind } from './kinds.ts';
import { sourceOf } from './past.ts';
import { coversDay } from './sources.ts';
import {
  DATA_TEAM,
  fail,
  notRun,
  pass,
  sample,
  type Check,
  type Compared,
  type PastDay,
  type Profiles,
} from './types.ts';

/**
 * A column is lost only where it was never that empty by chance: with ten cells filled on each of three days, an empty
 * day has a chance of e^-10; with one or two days to judge from, thirty are asked for.
 */
const USUAL_DAYS = 5;
const ENOUGH_DAYS = 3;
const CELLS = 10;
const CELLS_FEW_DAYS = 30;
/** Days of own sums before a z-score says anything; elementary's min_training_set_size and sensitivity. */
const MIN_DAYS = 7;
const MAX_Z = 3;
/** A book whose sums hardly move would make every day an anomaly. */
const MIN_SD_SHARE = 0.02;
const NULL_POINTS = 0.05;

const measuresOf = ({ columns }: Compared): readonly ColumnProfile[] =>
  [...columns.values()].filter((c) => c.kind === 'measure' && c.column !== 'is_open_day');

function wasFilled(
  days: readonly PastDay[],
  column: string,
  filled: (c: ColumnProfile) => number,
): boolean {
  const recent = days.slice(0, USUAL_DAYS).flatMap((d) => d.columns.get(column) ?? []);
  if (recent.length === 0) return false;
  const least = recent.length >= ENOUGH_DAYS ? CELLS : CELLS_FEW_DAYS;
  return recent.every((c) => filled(c) >= least);
}

const known = (c: ColumnProfile): number => c.rows - c.nulls;
const nonZero = (c: ColumnProfile): number => c.rows - c.nulls - c.zeros;

/**
 * On a closed day only that weekday tells: where Sunday is a working day for a few, Saturday may be empty. And where
 * fewer than half as many offices are open as on such a day, a holiday among those few may have emptied a column.
 */
function likeDays({ day, columns, past }: Compared): readonly PastDay[] {
  const days = sameKind(past.days, day, columns);
  const open = openOffices(columns);
  return isOpen(day, columns)
    ? days
    : days.filter(
        (d) =>
          weekday(d.day) === weekday(day) &&
          (open === undefined || open * 2 >= (openOffices(d.columns) ?? 0)),
      );
}

/** How many offices were open, as the delivery says it; undefined where it does not. */
const openOffices = (columns: Profiles): number | undefined =>
  columns.get('is_open_day')?.total ?? undefined;

/** Measures that have nothing today and had something on every like day before. */
function lost(input: Compared, days: readonly PastDay[]) {
  return measuresOf(input).flatMap((c) => {
    if (c.rows === 0) return [];
    if (known(c) === 0 && wasFilled(days, c.column, known))
      return [{ column: c.column, how: 'empty' }];
    if (known(c) > 0 && nonZero(c) === 0 && wasFilled(days, c.column, nonZero))
      return [{ column: c.column, how: 'all 0' }];
    return [];
  });
}

export const MEASURES: readonly Check[] = [
  {
    id: 'measure_lost',
    compares: true,
    title: 'No measure is suddenly empty or all zero',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'A collector or a join failed: a whole column is empty or zero that never was. Published, it would look as if every office stopped at once. Ask for the day to be delivered again. A source that says by its own clock that it is behind does not hold the day: its measures are shown as not available.',
    run(input) {
      const expected = 'every measure that is usually filled has values';
      const days = likeDays(input);
      if (days.length === 0) return notRun('no like day (open or closed) before', expected);
      const held = lost(input, days).filter(
        (l) =>
          l.how === 'all 0' || coversDay(input.clocks.get(sourceOf(l.column)), input.day) !== false,
      );
      if (held.length === 0) return pass('0 measures lost', expected);
      const words = held.map((l) => `${l.column} is ${l.how}`);
      return fail(
        words.join(', '),
        expected,
        `On ${formatDay(input.day)} ${words.slice(0, 3).join(', ')}${words.length > 3 ? ` and ${words.length - 3} more` : ''}; the days before have values.`,
        held.map((l) => sample({ column: l.column, value: l.how })),
      );
    },
  },
  {
    id: 'measure_sum',
    compares: true,
    title: 'Sums are in their usual range',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'The sum of a measure lies more than three standard deviations from days of the same kind (open or closed) in the four weeks before. A holiday in many countries does this; so does a source that counted twice or lost half.',
    run(input) {
      const expected = 'within 3 standard deviations of like days';
      const days = sameKind(input.past.days, input.day, input.columns);
      if (days.length < MIN_DAYS)
        return notRun(`${days.length} like days before; ${MIN_DAYS} are needed`, expected);
      const odd = measuresOf(input).flatMap((c) => {
        const sums = days.flatMap((d) => d.columns.get(c.column)?.total ?? []);
        if (c.total === null || sums.length < MIN_DAYS) return [];
        const mean = sums.reduce((n, v) => n + v, 0) / sums.length;
        const variance = sums.reduce((n, v) => n + (v - mean) ** 2, 0) / (sums.length - 1);
        const sd = Math.max(Math.sqrt(variance), Math.abs(mean) * MIN_SD_SHARE);
        const z = sd === 0 ? 0 : (c.total - mean) / sd;
        return Math.abs(z) > MAX_Z ? [{ column: c.column, total: c.total, mean, z }] : [];
      });
      if (odd.length === 0) return pass('every sum is in its usual range', expected);
      const words = odd.map((o) => `${o.column} ${count(o.total)} where ${count(o.mean)} is usual`);
      return fail(
        words.join(', '),
        expected,
        `Unusual sums on ${formatDay(input.day)}: ${words.slice(0, 3).join(', ')}.`,
        odd.map((o) => sample({ column: o.column, value: `${count(o.total)} (z ${count(o.z)})` })),
      );
    },
  },
  {
    id: 'null_share',
    compares: true,
    title: 'No column has more unknown values than before',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'More offices than on the last like day have no value in a column. Unknown is never counted as zero; scores that need it say that they are not available. Ask whether a source was late.',
    run(input) {
      const expected = 'at most 5 points more unknown values than on the last like day';
      const last = sameKind(input.past.days, input.day, input.columns)[0];
      if (!last) return notRun('no like day (open or closed) before', expected);
      const more = [...input.columns.values()].flatMap((c) => {
        const before = last.columns.get(c.column);
        if (c.kind === 'extra' || !before || before.rows === 0 || c.rows === 0) return [];
        const [now, was] = [c.nulls / c.rows, before.nulls / before.rows];
        return now - was > NULL_POINTS ? [{ column: c.column, now, was }] : [];
      });
      if (more.length === 0) return pass('0 columns with more unknown values', expected);
      const words = more.map((m) => `${m.column} ${percent(m.now)}, was ${percent(m.was)}`);
      return fail(
        words.join('; '),
        expected,
        `More unknown values than on ${formatDay(last.day)}: ${words.slice(0, 3).join('; ')}.`,
        more.map((m) => sample({ column: m.column, value: percent(m.now) })),
      );
    },
  },
  {
    id: 'counts_not_negative',
    title: 'Counts are not negative',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'A count below zero is a correction booked as a count. Sums over weeks would be too low. Ask for the corrected day instead.',
    run(input) {
      const expected = 'no count below 0';
      const below = measuresOf(input).filter((c) => (c.low ?? 0) < 0);
      if (below.length === 0) return pass('0 columns below 0', expected);
      return fail(
        below.map((c) => `${c.column} ${count(c.low ?? 0)}`).join(', '),
        expected,
        `Counts below zero on ${formatDay(input.day)}: ${below.map((c) => c.column).join(', ')}.`,
        below.map((c) => sample({ column: c.column, value: String(c.low) })),
      );
    },
  },
];
