import { Link } from '@tanstack/react-router';
import { startAgain, useImport } from '../../api/imports.ts';
import { useCalendar } from '../../api/health.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { useBack } from '../../components/back.ts';
import { Button } from '../../components/button.tsx';
import { plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { useStatusText } from '../../components/status-line.ts';
import { useTitle } from '../../components/title.ts';
import { Attention } from './attention.tsx';
import { Calendar } from './calendar.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import css from './data.module.css';
import { RemoveSample } from './remove-sample.tsx';
import { RunPanel } from './run-panel.tsx';
import { StatusHead } from './status-head.tsx';
import { useChosenDay } from './use-chosen-day.ts';

/** Days the calendar shows. */
const SHOWN_DAYS = 60;

/** What was delivered, what became of it and why, and what a person can do about it. */
export function DataPage() {
  const { data: status, error } = useStatus();
  const calendar = useCalendar(SHOWN_DAYS);
  const { running } = useImport();
  const progress = useImportProgress();
  useBack('/portfolio/offices');
  useTitle('Data');
  const { ds, choose } = useChosenDay(calendar.data);
  useStatusText(status ? `${plural(status.dataset.days, 'day')} published` : '');
  if (error || !status) return <Pending error={error} text="Reading the days" />;
  const busy = running || progress !== null;
  const days = calendar.data;
  return (
    <article className={`${page['page']} ${css['data']}`}>
      <div className={page['head']}>
        <div>
          <h1>Data</h1>
          <p className={`${page['sub']} ${css['source']}`}>
            {status.sample
              ? 'The sample book: invented accounts, written and read as a real extract.'
              : (status.source ?? 'No source is chosen yet.')}
          </p>
        </div>
        <div className={css['actions']}>
          {status.source ? (
            <Button disabled={busy} onClick={() => startAgain(status.sample)}>
              Sync again
            </Button>
          ) : null}
          <Link to="/start" className={css['link']}>
            {status.source ? 'Choose another source' : 'Choose a source'}
          </Link>
          {status.sample ? <RemoveSample disabled={busy} /> : null}
        </div>
      </div>
      <StatusHead status={status} />
      {days === undefined || calendar.error ? (
        <Pending error={calendar.error} text="Reading the days" />
      ) : days.length === 0 ? (
        <p className={css['empty']}>
          No delivery has been looked at yet. Choose a source, or open the sample book, and every
          day is shown here with what became of it.
        </p>
      ) : (
        <div className={css['columns']}>
          <div className={css['side']}>
            <Calendar days={days} chosen={ds} onChoose={choose} />
            <Attention days={days} chosen={ds} onChoose={choose} />
          </div>
          {ds === null ? null : <RunPanel ds={ds} days={days} busy={busy} onChoose={choose} />}
        </div>
      )}
      {status.dataset.ds === null ? null : (
        <>
          <ChangesPanel />
          <CoveragePanel />
        </>
      )}
    </article>
  );
}
