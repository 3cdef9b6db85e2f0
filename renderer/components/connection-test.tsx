import { useEffect, useRef, useState } from 'react';
import { problemOf } from '../../shared/contracts/problem.ts';
import type { ConnectionStep } from '../../shared/contracts/sync.ts';
import { Button } from './button.tsx';
import css from './connection.module.css';
import { proseDays } from './format.ts';

const GLYPHS: Readonly<Record<ConnectionStep['status'], readonly [string, string]>> = {
  ok: ['✓', 'works'],
  failed: ['▲', 'failed'],
  not_run: ['○', 'not tried'],
};

/** The seven steps to the bucket, one line each; what failed says what to do. */
export function ConnectionTest({
  test,
  check,
}: {
  readonly test: () => Promise<readonly ConnectionStep[]>;
  /** Whether the form is complete; marks what is not. */
  readonly check: () => boolean;
}) {
  const [busy, setBusy] = useState(false);
  const [steps, setSteps] = useState<readonly ConnectionStep[]>([]);
  const [problem, setProblem] = useState('');
  const run = async (): Promise<void> => {
    if (!check()) return;
    setBusy(true);
    setProblem('');
    try {
      setSteps(await test());
    } catch (error) {
      setSteps([]);
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (steps.length > 0) answer.current?.scrollIntoView({ block: 'nearest' });
  }, [steps]);
  const works = steps.filter(({ status }) => status === 'ok').length;
  return (
    <>
      <Button disabled={busy} onClick={() => void run()}>
        {busy ? 'Testing' : 'Test the connection'}
      </Button>
      <div ref={answer} role="status" className={css['tested']}>
        {problem}
        {steps.length > 0 ? (
          <>
            <p>
              {works === steps.length
                ? `All ${steps.length} steps work.`
                : `${works} of ${steps.length} steps work.`}
            </p>
            <ol aria-label="Steps to the bucket">
              {steps.map((step) => (
                <li key={step.id} data-status={step.status}>
                  <span aria-hidden>{GLYPHS[step.status][0]}</span>
                  <b>{step.title}</b>
                  <span>
                    {proseDays(step.text) || GLYPHS[step.status][1]}
                    {step.next ? <em>{step.next}</em> : null}
                  </span>
                </li>
              ))}
            </ol>
          </>
        ) : null}
      </div>
    </>
  );
}
