import type { RunDetail, RunFile, RunStep } from '../../../shared/contracts/health.ts';
import { RUN_STEPS, type RunRecord, type RunStepId } from '../store/run-records.ts';
import { count } from './checks/kinds.ts';

type Looked = Pick<RunDetail, 'status' | 'reason' | 'at' | 'checks' | 'rows' | 'rejected'>;

const TITLES: Readonly<Record<RunStepId, string>> = {
  found: 'Found',
  gate: 'Names and sizes',
  read: 'Read',
  check: 'Checked',
};
const OUTCOMES: Readonly<Record<RunDetail['status'], string>> = {
  published: 'Published',
  unchanged: 'Unchanged',
  held: 'Held',
  failed: 'Failed',
};

/** A run's steps in their order; the first one that was not done is where it stopped. */
export function stepsOf({
  run,
  record,
  files,
  rolledBack,
}: {
  readonly run: Omit<Looked, 'checks'> & {
    readonly checks: readonly { readonly status: string }[];
  };
  readonly record: RunRecord | undefined;
  readonly files: readonly RunFile[];
  /** By a person, after it had been published. */
  readonly rolledBack: boolean;
}): readonly RunStep[] {
  const times = new Map(record?.steps.map((s) => [s.id, s.at]));
  const stoppedAt = record ? RUN_STEPS.find((id) => !times.has(id)) : undefined;
  const steps = RUN_STEPS.map((id): RunStep => {
    const at = times.get(id) ?? null;
    const status =
      at !== null
        ? 'done'
        : record === undefined
          ? 'not_known'
          : id === stoppedAt
            ? 'stopped'
            : 'not_reached';
    return { id, title: TITLES[id], status, at, text: status === 'done' ? saidOf(id) : '' };
  });
  const good = run.status === 'published' || run.status === 'unchanged';
  return [
    ...steps,
    {
      id: 'outcome',
      title: rolledBack ? 'Rolled back' : OUTCOMES[run.status],
      status: good ? 'done' : 'stopped',
      at: run.at,
      text: rolledBack ? 'by a person' : good ? `${count(run.rows)} rows` : '',
    },
  ];

  function saidOf(id: RunStepId): string {
    switch (id) {
      case 'found':
        return `${count(files.length)} ${files.length === 1 ? 'file' : 'files'}`;
      case 'gate':
        return files.some((f) => f.expected !== null)
          ? 'as in the manifest'
          : 'no counts to compare';
      case 'read':
        return `${count(run.rows)} rows, ${count(run.rejected)} set aside`;
      case 'check': {
        const failed = run.checks.filter((c) => c.status === 'fail').length;
        return `${count(failed)} of ${count(run.checks.length)} failed`;
      }
    }
  }
}
