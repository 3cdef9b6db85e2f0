import { useState } from 'react';
import type { SyncProgress } from '../../../shared/contracts/sync.ts';
import { cancelImport, dismissImport, startAgain, useImport } from '../../api/imports.ts';
import { useStatus } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { dataState } from '../../components/data-state.ts';
import { countText, plural, proseDays } from '../../components/format.ts';
import { useNow } from '../../components/now.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import css from './shell.module.css';

/** An import behind a usable book: one slim line while it runs, one sentence when it ended badly. */
export function ImportLine({
  progress,
  running,
}: {
  readonly progress: SyncProgress | null;
  readonly running: boolean;
}) {
  const { problem, cancelled } = useImport();
  const [cancelling, setCancelling] = useState(false);
  if (progress) {
    const text = proseDays(progress.text);
    const days = `${countText(progress.daysDone)} of ${countText(progress.daysTotal)} days`;
    return (
      <section className={css['import']} aria-label="Import">
        <ProgressBar
          slim
          label="Import"
          text={`${text}, ${days}`}
          value={progress.daysDone}
          max={progress.daysTotal}
        />
        <div>
          <p>
            {progress.daysTotal > 0 ? <b>{`${behind(progress)}, ${days}`}</b> : null}
            <span>{cancelling ? 'Cancelling; days already here stay' : text}</span>
          </p>
          <Button
            look="quiet"
            disabled={cancelling}
            onClick={() => {
              setCancelling(true);
              void cancelImport().finally(() => setCancelling(false));
            }}
          >
            {cancelling ? 'Cancelling' : 'Cancel'}
          </Button>
        </div>
      </section>
    );
  }
  if (running) return null;
  if (problem?.code === 'offline') return <Offline />;
  if (problem) {
    return <ProblemNote problem={problem} action={{ label: 'Dismiss', run: dismissImport }} />;
  }
  if (cancelled) return <Stopped />;
  return null;
}

/** No network is a state: what is here, and when it goes on. */
function Offline() {
  const { data: status } = useStatus();
  const now = useNow(60_000);
  if (!status) return null;
  const { sentence } = dataState(status.freshness, now, false);
  return (
    <section className={css['import']} aria-label="Import">
      <div>
        <p role="status">{sentence}</p>
        <Button look="quiet" onClick={dismissImport}>
          Dismiss
        </Button>
      </div>
    </section>
  );
}

/** After a person stopped it: what is here, and the way to the rest. */
function Stopped() {
  const { data: status } = useStatus();
  if (!status) return null;
  return (
    <section className={css['import']} aria-label="Import">
      <div>
        <p role="status">
          <b>{`Import stopped with ${plural(status.dataset.days, 'day')} here`}</b>
          <span>Sync again reads the rest.</span>
        </p>
        <span>
          <Button look="quiet" onClick={() => startAgain(status.sample)}>
            Sync again
          </Button>
          <Button look="quiet" onClick={dismissImport}>
            Dismiss
          </Button>
        </span>
      </div>
    </section>
  );
}

/** Scores look back over twelve weeks: before that most offices have too little history, and the screen says why. */
const SCORE_DAYS = 84;
function behind(progress: SyncProgress): string {
  return progress.daysDone < Math.min(SCORE_DAYS, progress.daysTotal)
    ? 'Scores follow as history fills in'
    : 'Older days fill in behind what you see';
}
