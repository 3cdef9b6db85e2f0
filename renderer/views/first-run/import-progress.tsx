import type { SyncProgress } from '../../../shared/contracts/sync.ts';
import { Button } from '../../components/button.tsx';
import { countText, proseDays } from '../../components/format.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import css from './first-run.module.css';
import { courseOf, STEP_WORDS } from './steps.ts';

const MARKS = { done: '✓', now: '●', ahead: '○' } as const;

/** An import before its first day is published: what it does now, how far it is, and how to stop it. */
export function ImportProgress({
  progress,
  writes,
  cancelling,
  onCancel,
}: {
  readonly progress: SyncProgress | null;
  /** The sample book is written before it is read. */
  readonly writes: boolean;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}) {
  const text = proseDays(progress?.text ?? 'Starting');
  const { steps, value, max } = courseOf(progress, writes);
  return (
    <div className={css['progress']}>
      <h1>{writes ? 'Opening the sample book' : 'Reading the deliveries'}</h1>
      <ol className={css['steps']} aria-label="Steps">
        {steps.map(({ step, at }) => (
          <li key={step} data-at={at} aria-current={at === 'now' ? 'step' : undefined}>
            <span aria-hidden>{MARKS[at]}</span> {STEP_WORDS[step]}
            {at === 'done' ? <span className="sr"> (done)</span> : null}
          </li>
        ))}
      </ol>
      <ProgressBar label="Import" text={text} value={value} max={max} />
      <p className={css['now']}>{cancelling ? 'Cancelling' : text}</p>
      <dl className={css['facts']}>
        <div>
          <dt>Days</dt>
          <dd>{progress?.daysTotal ? countText(progress.daysTotal) : '·'}</dd>
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

function ofText(done: number | undefined, total: number | undefined): string {
  if (done === undefined || !total) return '·';
  return `${countText(done)} of ${countText(total)}`;
}
