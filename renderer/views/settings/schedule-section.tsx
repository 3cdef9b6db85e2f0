import type { ScheduleSettings } from '../../../shared/contracts/schedule.ts';
import { useFace, useImportProgress, useStatus } from '../../api/queries.ts';
import { pauseSchedule, resumeSchedule, useSchedule } from '../../api/schedule.ts';
import { useSettings } from '../../api/settings.ts';
import { Button } from '../../components/button.tsx';
import { proseDays } from '../../components/format.ts';
import { useNow } from '../../components/now.ts';
import { lastText, nextText } from '../../components/sync-words.ts';
import { apply, change } from './changes.ts';
import { Row, Switch } from './row.tsx';
import css from './settings.module.css';
import { NumberRow, TimeRow } from './typed-row.tsx';

/** When a sync happens by itself. */
export function ScheduleSection() {
  const { data: settings } = useSettings();
  const { data: status } = useStatus();
  const { data: schedule } = useSchedule();
  const { data: about } = useFace();
  const running = useImportProgress() !== null;
  const now = useNow(30_000);
  if (!settings || !status || !schedule) return null;
  const of = settings.schedule;
  const { automatic } = of;
  const set = (next: Partial<ScheduleSettings>, text: string): void =>
    change(settings, { schedule: { ...of, ...next } }, text);
  const toggle = (name: keyof ScheduleSettings, what: string) => (on: boolean) =>
    set({ [name]: on }, `${what}: ${on ? 'on' : 'off'}.`);
  const local = status.source !== null && !status.source.startsWith('s3://') && !status.sample;
  return (
    <>
      <dl className={css['facts']}>
        <div>
          <dt>Last sync</dt>
          <dd>{proseDays(lastText(schedule.last, now))}</dd>
        </div>
        <div>
          <dt>Next sync</dt>
          <dd>
            {nextText(
              schedule,
              { sample: status.sample, source: status.source, automatic, running },
              now,
            )}
          </dd>
        </div>
      </dl>
      <Switch
        name="Sync by itself"
        note="At the start of Atrium and as chosen below. Off: only when you ask."
        on={automatic}
        onChange={toggle('automatic', 'Sync by itself')}
      />
      {automatic ? (
        <Row
          name={schedule.paused ? 'Syncing is paused' : 'Pause'}
          note={
            schedule.paused
              ? 'Nothing starts by itself until you resume. Sync now works all the same.'
              : 'Nothing starts by itself until you resume; a sync under way stops, what it has so far stays.'
          }
        >
          <Button
            onClick={() =>
              void (schedule.paused
                ? apply('Syncing goes on.', resumeSchedule, pauseSchedule)
                : apply('Syncing is paused.', pauseSchedule, resumeSchedule))
            }
          >
            {schedule.paused ? 'Resume' : 'Pause'}
          </Button>
        </Row>
      ) : null}
      {automatic ? (
        <>
          <TimeRow
            name="Delivery expected at"
            note="On this computer's clock. From then on the delivery of the day before should be there."
            value={of.expectedAt}
            onChange={(expectedAt) => set({ expectedAt }, `Delivery expected at ${expectedAt}.`)}
          />
          <Switch
            name="Look again every hour"
            note="While the expected delivery is missing."
            on={of.hourly}
            onChange={toggle('hourly', 'Look again every hour')}
          />
          {about?.face === 'window' ? (
            <Switch
              name="After the computer wakes up"
              note="Where a delivery is due that was missed."
              on={of.onWake}
              onChange={toggle('onWake', 'After the computer wakes up')}
            />
          ) : null}
          {local ? (
            <Switch
              name="Watch the folder"
              note={`A delivery is synced as soon as it has landed in ${status.source ?? ''}.`}
              on={of.watchFolder}
              onChange={toggle('watchFolder', 'Watch the folder')}
            />
          ) : null}
          <NumberRow
            name="Spread, in minutes"
            note="Up to so many minutes earlier or later, so that a whole team does not ask at once. 0 to 60."
            min={0}
            max={60}
            value={of.jitterMinutes}
            onChange={(jitterMinutes) =>
              set({ jitterMinutes }, `Up to ${jitterMinutes} minutes earlier or later.`)
            }
          />
        </>
      ) : null}
    </>
  );
}
