import type { Problem } from '../../shared/contracts/problem.ts';
import { Button } from './button.tsx';
import css from './problem-note.module.css';

/** What happened, what still works, what to do: one note for every refusal. */
export function ProblemNote({
  problem,
  action,
}: {
  readonly problem: Problem;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}) {
  return (
    <div className={css['note']} role="alert">
      <span className={css['glyph']} aria-hidden>
        !
      </span>
      <div>
        <p className={css['what']}>{problem.message}</p>
        {problem.stillWorks ? <p>{problem.stillWorks}</p> : null}
        {problem.next ? <p>{problem.next}</p> : null}
      </div>
      {action ? <Button onClick={action.run}>{action.label}</Button> : null}
    </div>
  );
}
