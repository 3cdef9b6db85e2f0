import { Popover } from '@base-ui/react/popover';
import type { AppStatus } from '../../../shared/contracts/app.ts';
import type { ScheduleState } from '../../../shared/contracts/schedule.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { useSchedule } from '../../api/schedule.ts';
import { dataState, type DataState } from '../../components/data-state.ts';
import { dateText, plural } from '../../components/format.ts';
import { freshness } from '../../components/freshness.ts';
import layers from '../../components/layers.module.css';
import { useNow } from '../../components/now.ts';
import css from './data-chip.module.css';
import { SyncPanel } from './sync-panel.tsx';

/** How old the numbers on the screen are: always in sight, in words, with syncing behind it. */
export function DataChip() {
  const { data: status } = useStatus();
  const { data: schedule } = useSchedule();
  const running = useImportProgress() !== null;
  const now = useNow(60_000);
  if (!status) return null;
  const { ds } = status.dataset;
  const state = dataState(status.freshness, now, schedule?.online ?? null);
  const shown = status.sample ? 'sample' : state.state;
  return (
    <Popover.Root>
      <Popover.Trigger className={css['chip']} data-state={shown}>
        <span aria-hidden className={css['glyph']}>
          {status.sample ? '◇' : state.glyph}
        </span>
        <span>{ds === null ? 'No data yet' : `Data to ${dateText(ds)}`}</span>
        <span className={css['words']}>
          {ds === null ? null : chipWords(status, state, schedule, running, now)}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className={layers['positioner']}>
          <Popover.Popup className={`${layers['raised']} ${css['popup']}`}>
            <SyncPanel status={status} state={state} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function chipWords(
  { dataset, sample, notices }: AppStatus,
  { state, word }: DataState,
  schedule: ScheduleState | undefined,
  running: boolean,
  now: number,
): string {
  const age = sample || dataset.ds === null ? [] : [freshness(dataset.ds, now).age];
  const words = sample ? ['sample book'] : [...age, word];
  if (running) words.push('syncing');
  else if (schedule?.paused && !sample) words.push('paused');
  if (!dataset.verified) words.push('unverified');
  // A held or failed delivery is the state itself; the notice about it would count it twice.
  const more = notices.length - (state === 'held' || state === 'failed' ? 1 : 0);
  if (more > 0) words.push(plural(more, 'notice'));
  return words.join(' · ');
}
