import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { startAgain, useImport } from '../../api/imports.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { useBack } from '../../components/back.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { countText, dateText, plural, proseDays } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { useStatusText } from '../../components/status-line.ts';
import { useTitle } from '../../components/title.ts';
import { ChecksPanel } from './checks-panel.tsx';
import css from './data.module.css';
import { DaysTable } from './days-table.tsx';
import { RemoveSample } from './remove-sample.tsx';
import { SetAsideTable } from './set-aside-table.tsx';

/** What was delivered, what was set aside, and where it came from. */
export function DataPage() {
  const { data: status, error } = useStatus();
  const { running } = useImport();
  const progress = useImportProgress();
  useBack('/portfolio/offices');
  const [day, setDay] = useState<string | null>(null);
  const dataset = status?.dataset;
  useTitle('Data');
  useStatusText(dataset ? `${plural(dataset.days, 'day')} published` : '');
  if (error || !status || !dataset) return <Pending error={error} text="Reading the days" />;
  const busy = running || progress !== null;
  return (
    <article className={`${page['page']} ${css['data']}`}>
      <div className={page['head']}>
        <div>
          <h1>Data</h1>
          <p className={page['sub']}>
            {status.sample
              ? 'The sample book: invented accounts, written and read as a real extract.'
              : status.source}
          </p>
        </div>
        <div className={css['actions']}>
          {status.source ? (
            <Button disabled={busy} onClick={() => startAgain(status.sample)}>
              Sync again
            </Button>
          ) : null}
          <Link to="/start" className={css['link']}>
            Choose another source
          </Link>
          {status.sample ? <RemoveSample disabled={busy} /> : null}
        </div>
      </div>
      {status.notices.map((notice) => (
        <p key={notice.code} className={css['notice']}>
          <span aria-hidden>! </span>
          {proseDays(notice.text)}
        </p>
      ))}
      <div className={page['facts']}>
        <Facts
          facts={[
            { name: 'Newest day', value: dataset.ds ? dateText(dataset.ds) : 'none yet' },
            {
              name: 'History',
              value: dataset.firstDs
                ? `${plural(dataset.days, 'day')} from ${dateText(dataset.firstDs)}`
                : '·',
            },
            {
              name: 'Delivery',
              value: dataset.ds === null ? '·' : dataset.verified ? 'verified' : 'unverified',
              about: 'Verified: names, sizes and row counts agree with the manifest',
            },
            { name: 'Offices', value: countText(dataset.offices) },
            { name: 'Rows set aside', value: countText(dataset.setAside) },
            { name: 'Data folder', value: <code>{status.dataFolder}</code> },
          ]}
        />
      </div>
      <DaysTable chosen={day} onChoose={setDay} />
      <ChecksPanel ds={day} busy={busy} />
      <SetAsideTable ds={day} onAll={() => setDay(null)} />
    </article>
  );
}
