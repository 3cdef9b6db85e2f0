import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { setSingleKeys, singleKeysOn } from '../../components/keys.ts';
import layers from '../../components/layers.module.css';
import { ShortcutList } from '../../components/shortcut-list.tsx';
import css from './cheat-sheet.module.css';

export function CheatSheet({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={layers['backdrop']} />
        <Dialog.Popup className={`${layers['raised']} ${layers['dialog']} ${css['keys']}`}>
          <Dialog.Title className={css['title']}>Keys</Dialog.Title>
          <ShortcutList />
          <div className={css['foot']}>
            <label>
              <input
                type="checkbox"
                checked={on}
                onChange={(event) => {
                  setSingleKeys(event.target.checked);
                  setOn(event.target.checked);
                }}
              />
              Single-letter keys
            </label>
            <Dialog.Close className={css['close']}>Close</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
