import { useState } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import type { ConnectionStep } from '../../../shared/contracts/sync.ts';
import { testConnection } from '../../api/connection.ts';
import { Button } from '../../components/button.tsx';
import { addressOf, type Connection } from './connection.ts';
import css from './first-run.module.css';

const GLYPHS: Readonly<Record<ConnectionStep['status'], readonly [string, string]>> = {
  ok: ['✓', 'works'],
  failed: ['▲', 'failed'],
  not_run: ['○', 'not tried'],
};

/** The seven steps to the bucket, one line each; what failed says what to do. */
export function ConnectionTest({
  connection,
  check,
}: {
  readonly connection: Connection;
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
      setSteps(await testConnection(addressOf(connection), connection));
    } catch (error) {
      setSteps([]);
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button disabled={busy} onClick={() => void run()}>
        {busy ? 'Testing' : 'Test the connection'}
      </Button>
      <div role="status" className={css['tested']}>
        {problem}
        {steps.length > 0 ? (
          <ol aria-label="Steps to the bucket">
            {steps.map((step) => (
              <li key={step.id} data-status={step.status}>
                <span aria-hidden>{GLYPHS[step.status][0]} </span>
                {step.title}: {step.text || GLYPHS[step.status][1]}
                {step.next ? <em> {step.next}</em> : null}
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </>
  );
}
