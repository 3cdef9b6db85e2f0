import { Popover } from '@base-ui/react/popover';
import { Link } from '@tanstack/react-router';
import type { AppStatus } from '../../../shared/contracts/app.ts';
import { useImport } from '../../api/imports.ts';
import { useImportProgress } from '../../api/queries.ts';
import { useSchedule } from '../../api/schedule.ts';
import { useSettings } from '../../api/settings.ts';
import type { DataState } from '../../components/data-state.ts';
import { countText, dateText, plural, proseDays, timeText } from '../../components/format.ts';
import { useNow } from '../../components/now.ts';
import { lastText, nextText } from '../../components/sync-words.ts';
import css from './data-chip.module.css';
import { SourceClocks } from './source-clocks.tsx';
import { SyncActions } from './sync-actions.tsx';
import { SyncProgressLines } from './sync-progress-lines.tsx';

/** What the header's chip opens: how the data stands, the clocks, the last sync and the next, and what one can do. */
export function SyncPanel({
  status,
  state,
}: {
  readonly status: AppStatus;
  readonly state: DataState;
}) {
  const { dataset, freshness, sample } = status;
  const { data: schedule } = useSchedule();
  const { data: settings } = useSettings();
  const progress = useImportProgress();
  const { problem } = useImport();
  const now = useNow(30_000);
  const clocks: readonly (readonly [string, string])[] = [
    ['Data date', freshness.ds === null ? 'none yet' : dateText(freshness.ds)],
    [
      'Delivered',
      freshness.deliveredAt === null
        ? 'the delivery does not say'
        : timeText(freshness.deliveredAt),
    ],
    ['Synced', freshness.syncedAt === null ? 'never' : timeText(freshness.syncedAt)],
  ];
  const syncs: readonly (readonly [string, string])[] = schedule
    ? [
        ['Last sync', proseDays(lastText(schedule.last, now))],
        [
          'Next sync',
          nextText(
            schedule,
            {
              sample,
              source: status.source,
              automatic: settings?.schedule.automatic ?? true,
              running: progress !== null,
            },
            now,
          ),
        ],
      ]
    : [];
  return (
    <>
      <Popover.Title className={css['title']}>
        {sample ? 'Sample book: invented accounts.' : state.sentence}
      </Popover.Title>
      {status.notices.map((notice) => (
        <p key={notice.code} className={css['notice']}>
          <span aria-hidden>! </span>
          {proseDays(notice.text)}
        </p>
      ))}
      {progress ? <SyncProgressLines progress={progress} /> : null}
      {problem && problem.code !== 'offline' ? (
        <p className={css['notice']}>
          <span aria-hidden>! </span>
          {proseDays(problem.message)} {problem.next}
        </p>
      ) : null}
      <dl className={css['clocks']}>
        {clocks.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {freshness.sources.length > 0 ? <SourceClocks sources={freshness.sources} /> : null}
      <dl className={css['list']}>
        {syncs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>Delivery</dt>
          <dd>
            {dataset.verified
              ? 'verified against its manifest'
              : 'unverified: no manifest and no control totals'}
            {dataset.setAside > 0 ? `; ${plural(dataset.setAside, 'row')} set aside` : ''}
          </dd>
        </div>
        <div>
          <dt>Book</dt>
          <dd>
            {plural(dataset.accounts, 'account')}, {plural(dataset.offices, 'office')},{' '}
            {countText(dataset.scored)} with a score, {plural(dataset.days, 'day')}
            {dataset.firstDs ? ` from ${dateText(dataset.firstDs)}` : ''}
          </dd>
        </div>
      </dl>
      <SyncActions status={status} running={progress !== null} paused={schedule?.paused ?? false} />
      <p className={css['links']}>
        <Popover.Close nativeButton={false} render={<Link to="/data" />}>
          Data health
        </Popover.Close>
        <Popover.Close
          nativeButton={false}
          render={<Link to="/settings/$section" params={{ section: 'schedule' }} />}
        >
          Settings
        </Popover.Close>
      </p>
    </>
  );
}
