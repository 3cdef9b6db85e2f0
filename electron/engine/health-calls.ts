import { refuse } from '../../shared/contracts/problem.ts';
import type { SetAsidePage } from '../../shared/contracts/health.ts';
import { dayOf, formatDay } from '../../shared/domain/day.ts';
import { setAsideCsv } from '../services/reports/set-aside-csv.ts';
import type { ReadableDB } from '../services/sqlite/db.ts';
import { lastCalendarDay, readCalendar } from '../services/store/calendar.ts';
import { lastChecked } from '../services/store/checks.ts';
import { readCoverage } from '../services/store/coverage.ts';
import {
  readSetAsidePage,
  readSetAsideRows,
  type SetAsideQuery,
} from '../services/store/set-aside.ts';
import { readSource } from '../services/store/status.ts';
import { dataReport, missingReport } from '../services/sync/data-report.ts';
import { readRunDetail } from '../services/sync/run-detail.ts';
import type { EngineCall, Table } from './table.ts';

const NOTHING: SetAsidePage = {
  ds: null,
  total: 0,
  kept: 0,
  reasons: [],
  matching: 0,
  files: [],
  rows: [],
};

/** What became of each day and why. `now`: ISO. */
export function healthCalls(
  facts: ReadableDB,
  version: string,
  now: () => string,
): Pick<Table, Extract<EngineCall, `health.${string}`>> {
  /** The run of the day that was looked at last; undefined where none was. */
  const queryOf = (of: {
    ds?: string | undefined;
    reason?: string | undefined;
    file?: string | undefined;
  }): SetAsideQuery | undefined => {
    const last = lastChecked(facts, of.ds === undefined ? undefined : dayOf(of.ds));
    return last && { day: last.day, runId: last.run_id, reason: of.reason, file: of.file };
  };
  const neverLookedAt = (ds: string): Error =>
    refuse('not_found', `No delivery of ${ds} has been looked at.`, {
      next: 'Choose a day that the calendar shows as delivered.',
    });
  return {
    'health.calendar': ({ days }) => {
      const { sample } = readSource(facts);
      const end = lastCalendarDay(facts, now(), sample);
      if (end === undefined) return [];
      // Where the days are invented, nothing is expected today.
      const clock = sample ? `${formatDay(end)}T00:00:00Z` : now();
      return readCalendar(facts, { end, days, now: clock });
    },
    'health.run': ({ ds, run_id }) => readRunDetail(facts, dayOf(ds), run_id),
    'health.setAside': ({ offset, limit, ...filter }) => {
      const query = queryOf(filter);
      return query ? readSetAsidePage(facts, query, { offset, limit }) : NOTHING;
    },
    'health.setAsideCsv': (filter) => {
      const query = queryOf(filter);
      if (!query) throw neverLookedAt(filter.ds ?? 'any day');
      return setAsideCsv(facts, query, { version });
    },
    'health.coverage': () => readCoverage(facts, now()),
    'health.report': ({ ds, run_id }) => {
      const run = readRunDetail(facts, dayOf(ds), run_id);
      const { source } = readSource(facts);
      if (!run) return { text: missingReport(ds, source) };
      const rows = readSetAsideRows(
        facts,
        { day: dayOf(ds), runId: run.run_id },
        { offset: 0, limit: undefined },
      );
      return { text: dataReport(run, rows, { source, version }) };
    },
  };
}
