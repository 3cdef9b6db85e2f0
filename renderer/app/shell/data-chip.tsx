import { Popover } from '@base-ui/react/popover';
import { Link } from '@tanstack/react-router';
import type { AppStatus } from '../../../shared/contracts/app.ts';
import { useStatus } from '../../api/queries.ts';
import { countText, dateText, plural, timeText, proseDays } from '../../components/format.ts';
import { freshness } from '../../components/freshness.ts';
import type { Freshness } from '../../components/freshness.ts';
import layers from '../../components/layers.module.css';
import { useNow } from '../../components/now.ts';
import css from './data-chip.module.css';

const GLYPHS = { fresh: '●', late: '◐', old: '○' } as const;

/** How old the numbers on the screen are: always in sight, in words, with the details behind it. */
export function DataChip() {
  const { data: status } = useStatus();
  const now = useNow(60_000);
  if (!status) return null;
  const { ds } = status.dataset;
  if (ds === null) return <span className={css['none']}>No data yet</span>;
  const age = freshness(ds, now);
  const words = chipWords(status, age);
  return (
    <Popover.Root>
      <Popover.Trigger className={css['chip']} data-state={status.sample ? 'sample' : age.state}>
        <span aria-hidden className={css['glyph']}>
          {status.sample ? '◇' : GLYPHS[age.state]}
        </span>
        <span>Data to {dateText(ds)}</span>
        <span className={css['words']}>{words}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className={layers['positioner']}>
          <Popover.Popup className={`${layers['raised']} ${css['popup']}`}>
            <Popover.Title className={css['title']}>Data to {dateText(ds)}</Popover.Title>
            <Details status={status} ds={ds} age={age} />
            <Popover.Close
              className={css['link']}
              nativeButton={false}
              render={<Link to="/data" />}
            >
              Days, rows set aside and source
            </Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function chipWords(status: AppStatus, age: Freshness): string {
  const words = status.sample ? ['sample book'] : [age.age, age.word];
  if (!status.dataset.verified) words.push('unverified');
  if (status.notices.length > 0) words.push(plural(status.notices.length, 'notice'));
  return words.join(' · ');
}

function Details({
  status,
  ds,
  age,
}: {
  readonly status: AppStatus;
  readonly ds: string;
  readonly age: Freshness;
}) {
  const { dataset } = status;
  const rows: readonly (readonly [string, string])[] = [
    ['Newest day', `${dateText(ds)}, ${age.age}`],
    ['Read here', dataset.publishedAt ? timeText(dataset.publishedAt) : '·'],
    [
      'Delivery',
      `${dataset.runId ?? '·'}, ${dataset.verified ? 'verified against its manifest' : 'unverified: no manifest and no control totals'}`,
    ],
    [
      'History',
      `${plural(dataset.days, 'day')}${dataset.firstDs ? ` from ${dateText(dataset.firstDs)}` : ''}`,
    ],
    [
      'Book',
      `${plural(dataset.accounts, 'account')}, ${plural(dataset.offices, 'office')}, ${countText(dataset.scored)} with a score`,
    ],
    ['Rows set aside', countText(dataset.setAside)],
    ['Score settings', dataset.scoreSettings ?? '·'],
    ['Source', status.sample ? 'Sample book' : (status.source ?? '·')],
  ];
  return (
    <>
      {status.notices.map((notice) => (
        <p key={notice.code} className={css['notice']}>
          <span aria-hidden>! </span>
          {proseDays(notice.text)}
        </p>
      ))}
      <dl className={css['list']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
