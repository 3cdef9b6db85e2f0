import type { ComponentProps } from 'react';
import { problemOf } from '../../shared/contracts/problem.ts';
import { Loading } from './loading.tsx';
import { ProblemNote } from './problem-note.tsx';

/** What stands where an answer is missing: why it was refused, or that it is being read. */
export function Pending({
  error,
  text,
  action,
}: {
  readonly error: Error | null;
  readonly text: string;
  readonly action?: ComponentProps<typeof ProblemNote>['action'];
}) {
  return error ? (
    <ProblemNote problem={problemOf(error)} action={action} />
  ) : (
    <Loading text={text} />
  );
}
