import { useState } from 'react';
import type { AppStatus } from '../../../shared/contracts/app.ts';
import { problemOf } from '../../../shared/contracts/problem.ts';
import { cancelImport, syncNow } from '../../api/imports.ts';
import { pauseSchedule, resumeSchedule } from '../../api/schedule.ts';
import { Button } from '../../components/button.tsx';
import { keyOf } from '../../components/command-title.ts';
import css from './data-chip.module.css';

/** Sync now, or stop what runs; and whether syncs happen by themselves. The sample book has nothing to wait for. */
export function SyncActions({
  status,
  running,
  paused,
}: {
  readonly status: AppStatus;
  readonly running: boolean;
  readonly paused: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState('');
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setNote('');
    try {
      await work();
    } catch (error) {
      setNote(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  const real = status.source !== null && !status.sample;
  if (!running && !real) return null;
  return (
    <div className={css['actions']}>
      {running ? (
        <Button disabled={busy} onClick={() => void act(cancelImport)}>
          Cancel the sync
        </Button>
      ) : (
        <Button look="primary" hint={keyOf('sync.now')} onClick={syncNow}>
          Sync now
        </Button>
      )}
      {real ? (
        <Button disabled={busy} onClick={() => void act(paused ? resumeSchedule : pauseSchedule)}>
          {paused ? 'Resume' : 'Pause'}
        </Button>
      ) : null}
      <span role="status">{note}</span>
    </div>
  );
}
