import type { CheckResult, DayChecks, SyncReport } from '../../../shared/contracts/sync.ts';
import { parseDay } from '../../../shared/domain/day.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { progressLine, reportLines, table } from './words.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function dayNamed(ds: string): string {
  if (parseDay(ds) === undefined) throw new UsageError(`${ds} is not a day like 2026-11-20.`);
  return ds;
}

/** What was checked on a day, the newest looked at when none is named. Exit code 1 where a check that holds fails. */
export async function checks(
  at: Surroundings,
  options: {
    readonly ds?: string | undefined;
    readonly json?: boolean | undefined;
    /** Plain text for the data team in place of the table. */
    readonly report?: boolean | undefined;
  },
): Promise<ExitCode> {
  const input = options.ds === undefined ? {} : { ds: dayNamed(options.ds) };
  const { day, report } = await withEngine(at, { hold: false }, async (engine) => {
    const checked = await call(engine, 'sync.checks', input, at);
    const ds = options.ds ?? checked?.ds;
    if (!options.report || ds === undefined) return { day: checked, report: undefined };
    return { day: checked, report: (await call(engine, 'health.report', { ds }, at)).text };
  });
  if (report !== undefined) at.out(report);
  else if (options.json) at.out(json(day));
  else at.out(day ? `${checkLines(day).join('\n')}\n` : 'No delivery has been looked at yet.\n');
  return day?.status === 'held' || day?.status === 'failed' ? 1 : 0;
}

const MARKS = { pass: 'passed', fail: 'FAILED', not_run: 'not run' } as const;

const stateOf = (c: CheckResult): string =>
  c.status === 'fail' && c.severity === 'warn' ? 'warning' : MARKS[c.status];

/** Plain-text form: the table, then for each failure what it means and whom to ask. */
export function checkLines(day: DayChecks): string[] {
  const lines = [
    `${day.ds}, run ${day.run_id}: ${day.status}${day.reason ? `. ${day.reason}` : ''}`,
    '',
    ...table(day.checks.map((c) => [stateOf(c), c.title, c.observed])),
  ];
  for (const c of day.checks.filter((check) => check.status === 'fail')) {
    lines.push(
      '',
      `${c.title}: ${c.observed}; expected ${c.expected}.`,
      `Since ${c.firstFailed ?? day.ds}. Owner: ${c.owner}. ${c.runbook}`,
    );
    for (const s of c.samples.slice(0, 5))
      lines.push(
        `  ${[s.company_id, s.location_id, s.file && `${s.file}, record ${s.record}`, s.column, s.value].filter(Boolean).join('  ')}`,
      );
  }
  if (day.tests.length > 0)
    lines.push(
      '',
      "The data team's tests",
      ...table(day.tests.map((t) => [t.status, t.id, t.failing_rows, t.owner])),
    );
  for (const d of day.decisions)
    lines.push(
      '',
      `${d.kind === 'roll_back' ? 'Rolled back' : 'Published anyway'} by ${d.by} at ${d.at}: ${d.reason}` +
        (d.undoneAt === null ? '' : ` (undone by ${d.undoneBy} at ${d.undoneAt})`),
    );
  return lines;
}

/** Takes a published day back, or with `undo` the newest decision about it. */
export async function rollback(
  at: Surroundings,
  options: {
    readonly ds?: string | undefined;
    readonly reason?: string | undefined;
    readonly undo?: boolean | undefined;
    readonly json?: boolean | undefined;
  },
): Promise<ExitCode> {
  if (options.ds === undefined) throw new UsageError('--ds DS says which day.');
  const ds = dayNamed(options.ds);
  const { undo, reason = 'no reason given' } = options;
  const report = await withEngine<SyncReport>(at, { hold: true }, (engine) =>
    undo
      ? call(engine, 'sync.undoDecision', { ds }, at, (p) => at.progress(progressLine(p)))
      : call(engine, 'sync.rollBack', { ds, reason }, at, (p) => at.progress(progressLine(p))),
  );
  if (options.json) at.out(json(report));
  at.err(undo ? `The decision about ${ds} is undone.` : `${ds} is rolled back.`);
  for (const line of reportLines(report)) at.err(line);
  return report.days.some((d) => d.status === 'failed') ? 1 : 0;
}
