import { useStatus } from '../../api/queries.ts';
import { plural } from '../../components/format.ts';
import { useSelectedLine, useStatusLine } from '../../components/status-line.ts';
import css from './shell.module.css';

/** Counts of what is kept and what is shown; what a filter does is told here, politely. */
export function StatusBar() {
  const { data: status } = useStatus();
  const line = useStatusLine();
  const selected = useSelectedLine();
  const dataset = status?.dataset;
  return (
    <footer className={css['status']}>
      <span role="status" className={css['said']}>
        {selected === '' ? null : <b>{selected} · </b>}
        {line}
      </span>
      {dataset?.ds ? (
        <span>
          {plural(dataset.accounts, 'account')} · {plural(dataset.offices, 'office')} ·{' '}
          {plural(dataset.days, 'day')} kept
          {dataset.runId ? ` · run ${dataset.runId}` : ''}
          {dataset.setAside > 0 ? ` · ${plural(dataset.setAside, 'row')} set aside` : ''}
        </span>
      ) : null}
    </footer>
  );
}
