import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { CalendarDay, RunDetail } from '../../../shared/contracts/health.ts';
import { useRun } from '../../api/health.ts';
import { Button } from '../../components/button.tsx';
import { dateText, timeText } from '../../components/format.ts';
import { Pending } from '../../components/pending.tsx';
import { gradeOf, openDecision, screenText } from './checks.ts';
import { ChecksPanel } from './checks-panel.tsx';
import { StateGlyph } from './day-mark.tsx';
import { headWords } from './day-words.ts';
import { Decide } from './decide.tsx';
import { FilesTable } from './files-table.tsx';
import { ReportButton } from './report-button.tsx';
import css from './run-panel.module.css';
import { RunsTable } from './runs-table.tsx';
import { RunSteps } from './run-steps.tsx';
import { SchemaPanel } from './schema-panel.tsx';
import { SetAsidePanel } from './set-aside-panel.tsx';

/** One day: what became of it, why, and what a person can do about it. */
export function RunPanel({
  ds,
  days,
  busy,
  onChoose,
}: {
  readonly ds: string;
  readonly days: readonly CalendarDay[];
  /** An import runs: nothing can be decided now. */
  readonly busy: boolean;
  readonly onChoose: (ds: string) => void;
}) {
  // A run is chosen among those of its day; another day starts with its newest.
  const [picked, setPicked] = useState<{ ds: string; runId: string } | null>(null);
  const {
    data: run,
    error,
    isPlaceholderData,
  } = useRun(ds, picked?.ds === ds ? picked.runId : null);
  const at = days.findIndex((day) => day.ds === ds);
  const day = days[at];
  const [before, after] = [days[at - 1], at < 0 ? undefined : days[at + 1]];
  return (
    <section
      className={css['run']}
      aria-busy={isPlaceholderData}
      aria-label={`Delivery of ${dateText(ds)}`}
    >
      <header className={css['head']}>
        <h2>{dateText(ds)}</h2>
        {day ? (
          <p className={css['state']}>
            <StateGlyph state={day.state} /> <b>{headWords(day).word}</b>
            <span>{headWords(day).means}</span>
          </p>
        ) : null}
        <div className={css['beside']}>
          <Button
            look="quiet"
            hint="["
            disabled={!before}
            aria-label="Day before"
            onClick={() => before && onChoose(before.ds)}
          >
            <ChevronLeft size={16} aria-hidden />
          </Button>
          <Button
            look="quiet"
            hint="]"
            disabled={!after}
            aria-label="Day after"
            onClick={() => after && onChoose(after.ds)}
          >
            <ChevronRight size={16} aria-hidden />
          </Button>
        </div>
      </header>
      {error || run === undefined ? <Pending error={error} text="Reading the day" /> : null}
      {run === null ? <NeverLookedAt ds={ds} state={day?.state} /> : null}
      {run ? (
        <Run key={run.ds} run={run} busy={busy} onRun={(runId) => setPicked({ ds, runId })} />
      ) : null}
    </section>
  );
}

function Run({
  run,
  busy,
  onRun,
}: {
  readonly run: RunDetail;
  readonly busy: boolean;
  readonly onRun: (runId: string) => void;
}) {
  const standing = openDecision(run.decisions);
  // The first check that holds the day is the one whose words are told above.
  const holding =
    run.status === 'held' && !standing
      ? run.checks.find((check) => gradeOf(check) === 'holds')
      : undefined;
  const newest = run.runs[0]?.run_id === run.run_id;
  const published = run.runs.some((each) => each.onScreens);
  return (
    <>
      {/* A day that was rolled back says so with its decision. */}
      {run.reason && standing?.kind !== 'roll_back' ? (
        <p className={css['reason']}>{capital(screenText(run.reason))}</p>
      ) : null}
      {holding ? (
        <p className={css['reason']}>
          <b>What to do.</b> {holding.runbook}
        </p>
      ) : null}
      <p className={css['about']}>
        Run <code>{run.run_id}</code>
        {run.delivered_at ? `, delivered ${timeText(run.delivered_at)}` : ''}
        {run.supersedes ? (
          <>
            , restates <code>{run.supersedes}</code>
          </>
        ) : null}
      </p>
      <div className={css['actions']}>
        {newest ? <Decide run={run} published={published} disabled={busy} /> : null}
        <ReportButton ds={run.ds} runId={run.run_id} />
      </div>
      <RunSteps steps={run.steps} />
      <ChecksPanel run={run} />
      {newest ? <SetAsidePanel ds={run.ds} counts={run.setAside} /> : null}
      <SchemaPanel run={run} />
      <FilesTable files={run.files} />
      <RunsTable run={run} onRun={onRun} />
    </>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function NeverLookedAt({
  ds,
  state,
}: {
  readonly ds: string;
  readonly state: CalendarDay['state'] | undefined;
}) {
  if (state === 'missing')
    return (
      <>
        <p className={css['reason']}>
          No delivery of {dateText(ds)} has come. The day is a gap on every chart, never a zero. It
          is taken in whenever it comes.
        </p>
        <div className={css['actions']}>
          <ReportButton ds={ds} runId={null} />
        </div>
      </>
    );
  return (
    <p className={css['reason']}>
      {state === 'none_yet'
        ? 'Its delivery is not due yet.'
        : `No delivery of ${dateText(ds)} was ever looked at. The first day here is the first one a source held, or was asked for.`}
    </p>
  );
}
