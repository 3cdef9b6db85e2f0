import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import type { Problem } from '../../../shared/contracts/problem.ts';
import { removeSample } from '../../api/imports.ts';
import { Button } from '../../components/button.tsx';
import layers from '../../components/layers.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import css from './data.module.css';

/** Takes the sample book away; it can be made again at any time, byte for byte the same. */
export function RemoveSample({ disabled }: { readonly disabled: boolean }) {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await removeSample();
      setOpen(false);
      await navigate({ to: '/' });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <Button disabled={disabled} onClick={() => setOpen(true)}>
        Remove the sample book
      </Button>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={layers['backdrop']} />
        <AlertDialog.Popup className={`${layers['raised']} ${layers['dialog']} ${css['dialog']}`}>
          <AlertDialog.Title>Remove the sample book?</AlertDialog.Title>
          <AlertDialog.Description>
            Its accounts, offices and scores go. What you wrote and your settings stay. The same
            sample book can be opened again later.
          </AlertDialog.Description>
          {problem ? <ProblemNote problem={problem} /> : null}
          <div className={css['foot']}>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button look="primary" disabled={busy} onClick={() => void remove()}>
              {busy ? 'Removing' : 'Remove it'}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
