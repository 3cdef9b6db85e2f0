import { Dialog } from '@base-ui/react/dialog';
import { Button } from '../button.tsx';
import layers from '../layers.module.css';
import css from './choose-columns.module.css';
import { AS_DECLARED, hideToggled, movedBy, ordered } from './layout.ts';
import type { GridModel } from './model.ts';

/** Every column of a table: which are shown, and in which order. */
export function ChooseColumns<R>({
  model,
  open,
  onOpenChange,
}: {
  readonly model: GridModel<R>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const { declared, layout, arrange } = model;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={layers['backdrop']} />
        <Dialog.Popup className={`${layers['raised']} ${layers['dialog']} ${css['choose']}`}>
          <Dialog.Title className={css['title']}>Columns</Dialog.Title>
          <ul className={css['list']}>
            {ordered(declared, layout).map((column, at) => {
              const up = movedBy(declared, layout, column.id, -1);
              const down = movedBy(declared, layout, column.id, 1);
              const shown = at === 0 || !layout.hidden.includes(column.id);
              return (
                <li key={column.id}>
                  <label>
                    <input
                      type="checkbox"
                      checked={shown}
                      disabled={at === 0}
                      onChange={() => arrange(hideToggled(layout, column.id))}
                    />
                    <span>
                      <b>{column.header}</b>
                      <span>{column.about}</span>
                    </span>
                  </label>
                  <Button
                    look="quiet"
                    aria-label={`Move ${column.header} up`}
                    disabled={!shown || !up}
                    onClick={() => up && arrange(up)}
                  >
                    ↑
                  </Button>
                  <Button
                    look="quiet"
                    aria-label={`Move ${column.header} down`}
                    disabled={!shown || !down}
                    onClick={() => down && arrange(down)}
                  >
                    ↓
                  </Button>
                </li>
              );
            })}
          </ul>
          <div className={css['foot']}>
            <Button onClick={() => arrange(AS_DECLARED)}>As it was at first</Button>
            <Dialog.Close render={<Button look="primary">Done</Button>} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
