import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import type { Problem } from '../../../shared/contracts/problem.ts';
import type { Word } from '../../../shared/domain/csm-word.ts';
import { Button } from '../button.tsx';
import dialog from '../confirm.module.css';
import form from '../form.module.css';
import layers from '../layers.module.css';
import { ProblemNote } from '../problem-note.tsx';
import css from './panel.module.css';

/** A button that asks for a word in a form of its own; Enter keeps it, Esc leaves everything as it is. */
export function AskWord({
  label,
  title,
  about,
  verb,
  word,
  onSay,
  children,
}: {
  readonly label: string;
  readonly title: string;
  readonly about: string;
  readonly verb: string;
  /** The word as the fields have it; null while one that is needed is empty. */
  readonly word: Word | null;
  readonly onSay: (word: Word) => Promise<unknown>;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const say = async (): Promise<void> => {
    if (!word) return;
    try {
      await onSay(word);
      setOpen(false);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setProblem(null);
      }}
    >
      <Dialog.Trigger render={<Button>{label}</Button>} />
      <Dialog.Portal>
        <Dialog.Backdrop className={layers['backdrop']} />
        <Dialog.Popup className={`${layers['raised']} ${layers['dialog']} ${dialog['dialog']}`}>
          <Dialog.Title>{title}</Dialog.Title>
          <Dialog.Description className={css['about']}>{about}</Dialog.Description>
          <form
            className={form['form']}
            onSubmit={(event) => {
              event.preventDefault();
              void say();
            }}
          >
            {children}
            {problem ? <ProblemNote problem={problem} /> : null}
            <div className={dialog['foot']}>
              <Button onClick={() => setOpen(false)}>Leave it</Button>
              <Button look="primary" submit disabled={word === null}>
                {verb}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
