import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { setSingleKeys, singleKeysOn } from '../../components/keys.ts';
import layers from '../../components/layers.module.css';
import css from './cheat-sheet.module.css';

const GROUPS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Go',
    [
      ['G P', 'Offices'],
      ['G A', 'Accounts'],
      ['G D', 'Data'],
      ['[ ]', 'Back and forward'],
      ['Esc', 'Close, or back'],
    ],
  ],
  [
    'Do',
    [
      ['E', 'Save what is shown as CSV'],
      ['?', 'This list'],
    ],
  ],
  [
    'Table',
    [
      ['/', 'Quick filter'],
      ['↑ ↓ J K', 'Rows'],
      ['← →', 'Columns'],
      ['Home End', 'First and last column; with Ctrl of the table'],
      ['PgUp PgDn', 'A screenful'],
      ['Enter', 'Open the row, or sort on a header'],
      ['S', 'Sort by the focused column'],
    ],
  ],
];

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
          <div className={css['groups']}>
            {GROUPS.map(([name, keys]) => (
              <section key={name} aria-label={name}>
                <h3>{name}</h3>
                <dl>
                  {keys.map(([key, what]) => (
                    <div key={key}>
                      <dt>
                        {key.split(' ').map((each) => (
                          <kbd key={each}>{each}</kbd>
                        ))}
                      </dt>
                      <dd>{what}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
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
