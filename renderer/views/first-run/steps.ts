import type { SyncProgress } from '../../../shared/contracts/sync.ts';

type Step = SyncProgress['step'];

export const STEP_WORDS: Readonly<Record<Step, string>> = {
  generate: 'Write',
  discover: 'Find',
  read: 'Read',
  publish: 'Publish',
  score: 'Score',
};

const STEPS: readonly Step[] = ['generate', 'discover', 'read', 'publish', 'score'];

interface Course {
  readonly steps: readonly { readonly step: Step; readonly at: 'done' | 'now' | 'ahead' }[];
  /** Steps done, and of the one under way the share that its files tell. */
  readonly value: number;
  /** 0 = nothing is known yet. */
  readonly max: number;
}

/** How far the first usable day is: it takes each step once, and the days behind it do not count here. */
export function courseOf(progress: SyncProgress | null, writes: boolean): Course {
  const steps = STEPS.filter((step) => step !== 'generate' || writes);
  const now = progress ? steps.indexOf(progress.step) : -1;
  return {
    steps: steps.map((step, at) => ({
      step,
      at: at < now ? 'done' : at === now ? 'now' : 'ahead',
    })),
    value: progress && now >= 0 ? now + filesShare(progress) : 0,
    max: now < 0 ? 0 : steps.length,
  };
}

function filesShare({ filesDone, filesTotal }: SyncProgress): number {
  return filesTotal > 0 ? Math.min(1, filesDone / filesTotal) : 0;
}
