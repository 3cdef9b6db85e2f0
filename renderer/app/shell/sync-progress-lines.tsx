import type { SyncProgress } from '../../../shared/contracts/sync.ts';
import { proseDays } from '../../components/format.ts';
import { useNow } from '../../components/now.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { progressWords } from '../../components/sync-words.ts';
import css from './data-chip.module.css';

/** How far the sync is; what is left is told once there is something to tell it by. */
export function SyncProgressLines({ progress }: { readonly progress: SyncProgress }) {
  const now = useNow(1000);
  const { step, amounts, value, max } = progressWords(progress, now);
  return (
    <div className={css['running']}>
      <p role="status">
        <b>{step}</b> {proseDays(progress.text)}
      </p>
      <ProgressBar label="Sync" text={[step, ...amounts].join(', ')} value={value} max={max} />
      <p className={css['amounts']}>{amounts.join(' · ')}</p>
    </div>
  );
}
