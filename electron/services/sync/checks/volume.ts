import { formatDay } from '../../../../shared/domain/day.ts';
import { count, medianOf } from './kinds.ts';
import { DATA_TEAM, fail, notRun, pass, type Check } from './types.ts';

/** Days of own counts before the book's usual size is known; elementary's min_training_set_size. */
const MIN_DAYS = 7;
const MEDIAN_DAYS = 14;
const TOLERANCE = 0.2;
/** Before that: neither half nor double of the newest day before. */
const STATIC_FACTOR = 2;
/** A book this small moves by single offices; shares of it say nothing. */
const SMALL = 20;
/** Row limits that exports are cut at. */
const CAPS = new Set([10_000, 50_000, 65_536, 100_000, 500_000, 1_000_000, 1_048_576]);

export const VOLUME: readonly Check[] = [
  {
    id: 'rows_present',
    final: true,
    title: 'The day has rows',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'An empty delivery means that the extract failed or ran before its sources, never that all offices are gone. The day before stays on the screens. Ask for the day to be delivered again.',
    run({ staged, day }) {
      if (staged.records > 0) return pass(`${count(staged.records)} rows`, 'at least one row');
      return fail(
        '0 rows',
        'at least one row',
        `The delivery of ${formatDay(day)} has no rows. An empty day never means that all offices are gone.`,
      );
    },
  },
  {
    id: 'row_count',
    compares: true,
    title: 'As many rows as usual',
    severity: 'hold',
    owner: DATA_TEAM,
    runbook:
      'Far fewer rows: a source was missing when the extract ran, or a file is incomplete. Far more: a join doubled rows, or a region was added. If the change is real (an acquisition, a big exit), publish anyway and say so as the reason.',
    run({ offices, day, past }) {
      const rows = offices.count;
      const recent = past.days.filter((d) => d.day >= day - MEDIAN_DAYS);
      const last = recent[0];
      if (!last)
        return notRun('no published day in the 14 days before', 'within 20 % of the usual');
      const known = recent.length >= MIN_DAYS;
      const usual = known ? medianOf(recent.map((d) => d.rows)) : last.rows;
      const low = known ? usual * (1 - TOLERANCE) : usual / STATIC_FACTOR;
      const high = known ? usual * (1 + TOLERANCE) : usual * STATIC_FACTOR;
      const expected =
        `${count(Math.ceil(low))} to ${count(Math.floor(high))} rows: ` +
        (known
          ? `within 20 % of the median of ${recent.length} days`
          : `between half and double of ${formatDay(last.day)}`);
      const observed = `${count(rows)} rows`;
      const small = usual < SMALL && rows < SMALL;
      if (small || (rows >= low && rows <= high)) return pass(observed, expected);
      return fail(
        observed,
        expected,
        `The delivery of ${formatDay(day)} has ${count(rows)} rows; expected: ${expected}.`,
      );
    },
  },
  {
    id: 'row_cap',
    title: 'The row count is not a round limit',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'The number of rows is exactly a limit at which exports are cut. Ask whether the extract has a LIMIT: rows behind it would be missing without a word.',
    run({ staged }) {
      const observed = `${count(staged.records)} rows`;
      const expected = 'not exactly a usual export limit';
      if (!CAPS.has(staged.records)) return pass(observed, expected);
      return fail(observed, expected, `${observed} is exactly a limit at which exports are cut.`);
    },
  },
];
