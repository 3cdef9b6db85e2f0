import type { SyncProgress } from '../../../shared/contracts/sync.ts';
import { Button } from '../../components/button.tsx';
import { countText, proseDays } from '../../components/format.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import css from './first-run.module.css';

const STEPS: readonly { readonly step: SyncProgress['step']; readonly word: string }[] = [
  { step: 'generate', word: 'Write' },
  { step: 'discover', word: 'Find' },
  { step: 'read', word: 'Read' },
  { step: 'publish', word: 'Publish' },
  { step: 'score', word: 'Score' },
];

/** An import before its first day is published: what it does now, how far it is, and how to stop it. */
export function ImportProgress({
  progress,
  cancelling,
  onCancel,
}: {
  readonly progress: SyncProgress | null;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}) {
  const text = proseDays(progress?.text ?? 'Starting');
  const { value, max } = position(progress);
  return (
    <div className={css['progress']}>
      <h1>{text}</h1>
      <ol className={css['steps']} aria-label="Steps">
        {STEPS.map(({ step, word }) => (
          <li key={step} aria-current={progress?.step === step ? 'step' : undefined}>
            {word}
          </li>
        ))}
      </ol>
      <ProgressBar label="Import" text={text} value={value} max={max} />
      <dl className={css['facts']}>
        <div>
          <dt>Days</dt>
          <dd>{ofText(progress?.daysDone, progress?.daysTotal)}</dd>
        </div>
        <div>
          <dt>Files</dt>
          <dd>{ofText(progress?.filesDone, progress?.filesTotal)}</dd>
        </div>
        <div>
          <dt>Rows</dt>
          <dd>{countText(progress?.rows ?? null)}</dd>
        </div>
      </dl>
      <div className={css['foot']}>
        <span>The newest day comes first; you can work as soon as it is here.</span>
        <Button onClick={onCancel} disabled={cancelling}>
          {cancelling ? 'Cancelling' : 'Cancel'}
        </Button>
      </div>
    </div>
  );
}

function position(progress: SyncProgress | null): { value: number; max: number } {
  if (!progress) return { value: 0, max: 0 };
  if (progress.daysTotal > 1) return { value: progress.daysDone, max: progress.daysTotal };
  return { value: progress.filesDone, max: progress.filesTotal };
}

function ofText(done: number | undefined, total: number | undefined): string {
  if (done === undefined || !total) return '·';
  return `${countText(done)} of ${countText(total)}`;
}
