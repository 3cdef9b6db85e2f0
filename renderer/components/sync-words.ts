import type { LastSync, ScheduleReason, ScheduleState } from '../../shared/contracts/schedule.ts';
import type { SyncProgress } from '../../shared/contracts/sync.ts';
import { bytesIn, bytesText, byteUnit } from './bytes.ts';
import { countText, plural } from './format.ts';
import { leftText, momentText } from './moments.ts';

const BECAUSE: Readonly<Record<ScheduleReason, string>> = {
  start: 'after the start',
  expected: 'when the delivery is expected',
  hourly: 'hourly look for the missing delivery',
  wake: 'after the computer woke up',
  online: 'network back',
  retry: 'another try',
  folder: 'new delivery in the folder',
};

/** How the last sync ended: `today, 06:12: 1 day published`. */
export function lastText(last: LastSync | null, now: number): string {
  if (last === null) return 'None yet';
  const why = last.because === 'person' ? '' : ` (${BECAUSE[last.because]})`;
  return `${capital(momentText(last.endedAt, now))}: ${outcomeText(last)}${why}`;
}

function outcomeText({ outcome, days, problem }: LastSync): string {
  switch (outcome) {
    case 'published':
      return `${plural(days, 'day')} published`;
    case 'unchanged':
      return 'nothing new';
    case 'held':
      return days > 0
        ? `${plural(days, 'day')} published, one or more held`
        : 'the delivery is held';
    case 'offline':
      return 'no network';
    case 'cancelled':
      return 'stopped; what was read stays';
    case 'refused':
      return problem?.message ?? 'it failed';
  }
}

/** When the next sync happens by itself and why, or why none does. */
export function nextText(
  { paused, pausedUntil, nextAt, nextBecause, online }: ScheduleState,
  {
    sample,
    source,
    automatic,
    running,
  }: {
    readonly sample: boolean;
    readonly source: string | null;
    readonly automatic: boolean;
    readonly running: boolean;
  },
  now: number,
): string {
  if (sample) return 'None: the sample book does not change';
  if (paused)
    return pausedUntil ? `Paused until ${momentText(pausedUntil, now)}` : 'Paused until you resume';
  if (nextAt !== null) {
    const why = nextBecause === null ? '' : `, ${BECAUSE[nextBecause]}`;
    return `${capital(momentText(nextAt, now))}${why}`;
  }
  if (running) return 'Planned when this one has ended';
  if (online === false) return 'When the network is back';
  if (source === null) return 'None: no source is chosen';
  return automatic ? 'None planned' : 'Only when you ask';
}

const STEPS: readonly SyncProgress['step'][] = ['discover', 'read', 'publish', 'score'];
const STEP_WORDS: Readonly<Record<SyncProgress['step'], string>> = {
  generate: 'writing the sample book',
  discover: 'looking for deliveries',
  read: 'reading',
  publish: 'publishing',
  score: 'scoring',
};
/** Before that a guess of what is left would jump about. */
const ETA_AFTER_MS = 5000;

export interface ProgressWords {
  /** `Step 2 of 4: reading` */
  readonly step: string;
  /** `12 of 40 MB`, `3 of 60 days`, `13,004 rows`, `about 2 min left`: what is known of it. */
  readonly amounts: readonly string[];
  readonly value: number;
  /** 0 = nobody knows yet how much there is. */
  readonly max: number;
}

/** How far a sync is at `now` (milliseconds since 1970). */
export function progressWords(progress: SyncProgress, now: number): ProgressWords {
  const { step, bytesDone, bytesTotal, daysDone, daysTotal, rows } = progress;
  const at = STEPS.indexOf(step);
  const inBytes = bytesTotal > 0;
  const [value, max] = inBytes
    ? [Math.min(bytesDone, bytesTotal), bytesTotal]
    : [daysDone, daysTotal];
  const elapsed = now - Date.parse(progress.startedAt);
  const left = value > 0 && value < max ? (elapsed / value) * (max - value) : 0;
  return {
    step:
      at < 0 ? capital(STEP_WORDS[step]) : `Step ${at + 1} of ${STEPS.length}: ${STEP_WORDS[step]}`,
    amounts: [
      ...(daysTotal > 1 ? [`${countText(daysDone)} of ${countText(daysTotal)} days`] : []),
      ...(inBytes ? [`${bytesIn(byteUnit(max), value)} of ${bytesText(max)}`] : []),
      ...(rows > 0 ? [plural(rows, 'row')] : []),
      ...(left > 0 && elapsed > ETA_AFTER_MS ? [`${leftText(left)} left`] : []),
    ],
    value,
    max,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
