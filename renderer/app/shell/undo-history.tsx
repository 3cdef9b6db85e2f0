import { Dialog } from '@base-ui/react/dialog';
import type { UndoStep } from '../../../shared/contracts/undo.ts';
import { useUndoHistory } from '../../api/undo.ts';
import { Button } from '../../components/button.tsx';
import { keyOf } from '../../components/command-title.ts';
import { timeText } from '../../components/format.ts';
import layers from '../../components/layers.module.css';
import css from './undo-history.module.css';
import { step } from './undo-toasts.tsx';

const NONE: readonly UndoStep[] = [];

/** The last fifty steps, each with its way back; a step that a later one stands on says so when it is tried. */
export function UndoHistory({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const { data } = useUndoHistory();
  const steps = data?.steps ?? NONE;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={layers['backdrop']} />
        <Dialog.Popup className={`${layers['raised']} ${layers['dialog']} ${css['history']}`}>
          <Dialog.Title className={css['title']}>What you did last</Dialog.Title>
          {steps.length === 0 ? (
            <p className={css['none']}>
              Nothing yet. What you change stands here with its way back, the last 50 steps.
            </p>
          ) : (
            <ol className={css['steps']}>
              {steps.map((each) => (
                <li key={each.id} data-undone={each.undone}>
                  <span>
                    {each.undone ? <s>{each.words}</s> : each.words}
                    {each.undone ? <span className="sr"> (taken back)</span> : null}
                  </span>
                  <time dateTime={each.at}>{timeText(each.at)}</time>
                  <Button
                    look="quiet"
                    {...hintFor(each, data)}
                    onClick={() => void step(each.undone ? 'redo' : 'undo', each.id)}
                  >
                    {each.undone ? 'Redo' : 'Undo'}
                    <span className="sr"> {each.words}</span>
                  </Button>
                </li>
              ))}
            </ol>
          )}
          <div className={css['foot']}>
            <Dialog.Close render={<Button>Close</Button>} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function hintFor(
  { id }: UndoStep,
  data: { readonly undo: UndoStep | null; readonly redo: UndoStep | null } | undefined,
): { hint?: string } {
  if (id === data?.undo?.id) return { hint: keyOf('undo.undo') };
  if (id === data?.redo?.id) return { hint: keyOf('undo.redo') };
  return {};
}
