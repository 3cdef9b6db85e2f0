import { useState } from 'react';
import type { LearningProgress, LearningState } from '../../../shared/contracts/learning.ts';
import { problemOf, type Problem } from '../../../shared/contracts/problem.ts';
import { cancelTraining, trainModel } from '../../api/learning.ts';
import { Button } from '../../components/button.tsx';
import { countText, plural } from '../../components/format.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Section } from '../../components/section.tsx';
import css from './models.module.css';

/** What there is to learn from, and learning it. */
export function Training({
  outcomes,
  progress,
  importing,
}: {
  readonly outcomes: NonNullable<LearningState['outcomes']>;
  readonly progress: LearningProgress | null;
  /** A sync changes what is learned from. */
  readonly importing: boolean;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const { churned, days, needed, horizonDays } = outcomes;
  const enough = churned >= needed;
  const train = async (): Promise<void> => {
    setProblem(null);
    try {
      await trainModel();
    } catch (error) {
      const found = problemOf(error);
      if (found.code !== 'cancelled') setProblem(found);
    }
  };
  return (
    <Section
      title="Outcomes"
      note={`notice of cancellation within ${horizonDays} days, for reasons of value or not known`}
    >
      <p className={css['lead']}>
        {plural(churned, 'office')} gave notice in {countText(days)} watched days
        {enough ? '.' : `; learning starts at ${needed}.`}{' '}
        {enough
          ? 'A model learns from how these offices looked before, and is judged by a time it has not seen. It stays a challenger until you put it to use.'
          : 'The scorecard needs no outcomes and works as it is. More days of history, kept or synced, bring more of them.'}
      </p>
      {progress ? (
        <div className={css['progress']}>
          <ProgressBar label="Learning" text={progress.text} value={progress.done} max={1} />
          <div className={css['line']}>
            <span role="status">{progress.text}</span>
            <Button onClick={() => void cancelTraining()}>Cancel</Button>
          </div>
        </div>
      ) : (
        <div className={css['line']}>
          <Button disabled={!enough || importing} onClick={() => void train()}>
            Train a model
          </Button>
          {importing ? (
            <span className={css['bounds']}>A sync is running; train after it.</span>
          ) : null}
        </div>
      )}
      {problem ? <ProblemNote problem={problem} /> : null}
    </Section>
  );
}
