import { useState } from 'react';
import { setSingleKeys, singleKeysOn } from '../../components/keys.ts';
import { ShortcutList } from '../../components/shortcut-list.tsx';
import { apply } from './changes.ts';
import { Switch } from './row.tsx';
import css from './settings.module.css';

export function ShortcutsSection() {
  const [on, setOn] = useState(singleKeysOn);
  const set = (next: boolean): Promise<void> => {
    setSingleKeys(next);
    setOn(next);
    return Promise.resolve();
  };
  return (
    <>
      <Switch
        name="Single-letter keys"
        note="Off: letters do nothing outside of fields, for those who dictate. The other keys stay."
        on={on}
        onChange={(next) =>
          void apply(
            `Single-letter keys: ${next ? 'on' : 'off'}.`,
            () => set(next),
            () => set(!next),
          )
        }
      />
      <div className={css['keys']}>
        <ShortcutList />
      </div>
    </>
  );
}
