import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { problemOf } from '../../shared/contracts/problem.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import { Button } from './button.tsx';
import css from './confirm.module.css';
import layers from './layers.module.css';
import { ProblemNote } from './problem-note.tsx';

/** A button for what cannot be undone by a click: it asks first, does it, and says what refused it. */
export function Confirm({
  label,
  title,
  text,
  verb,
  keep,
  disabled = false,
  run,
}: {
  readonly label: string;
  readonly title: string;
  readonly text: ReactNode;
  readonly verb: string;
  readonly keep: string;
  readonly disabled?: boolean;
  readonly run: () => Promise<unknown>;
}) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await run();
      setOpen(false);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <Button disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={layers['backdrop']} />
        <AlertDialog.Popup className={`${layers['raised']} ${layers['dialog']} ${css['dialog']}`}>
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description>{text}</AlertDialog.Description>
          {problem ? <ProblemNote problem={problem} /> : null}
          <div className={css['foot']}>
            <Button onClick={() => setOpen(false)}>{keep}</Button>
            <Button look="primary" disabled={busy} onClick={() => void act()}>
              {verb}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
