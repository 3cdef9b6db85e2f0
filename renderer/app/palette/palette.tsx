import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useState } from 'react';
import layers from '../../components/layers.module.css';
import { KeyCaps } from '../../components/key-caps.tsx';
import { Marked } from './marked.tsx';
import css from './palette.module.css';
import type { Found, FoundGroup } from './found.ts';
import { useFound } from './use-found.ts';

/** Everything by its name: accounts, offices, screens, commands. What was looked at last stands first. */
export function Palette({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={layers['backdrop']} />
        <Dialog.Popup
          className={`${layers['raised']} ${css['palette']}`}
          aria-label="Find an account, an office or a command"
        >
          <Finder onDone={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ onDone }: { readonly onDone: () => void }) {
  const [text, setText] = useState('');
  const { groups, fresh } = useFound(text);
  const choose = (found: Found): void => {
    onDone();
    // After the dialog has given the focus back, so that what runs can take it.
    setTimeout(found.run);
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={text}
      onValueChange={(next, { reason }) => {
        // Choosing a row would write its name into the field.
        if (reason !== 'item-press') setText(next);
      }}
      itemToStringValue={(found: Found) => found.name}
    >
      <div className={css['field']}>
        <Search size={16} aria-hidden />
        <Autocomplete.Input
          aria-label="Find an account, an office or a command"
          placeholder="Account, office, screen or command"
          spellCheck={false}
        />
        <kbd aria-hidden>Esc</kbd>
      </div>
      <Autocomplete.Status className="sr">{fresh ? countOf(groups) : ''}</Autocomplete.Status>
      <Autocomplete.Empty className={css['empty']}>
        {fresh && groups.length === 0 ? (
          <p>Nothing in this book, no screen and no command has this name.</p>
        ) : null}
      </Autocomplete.Empty>
      <Autocomplete.List className={css['list']}>
        {(group: FoundGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className={css['group']}>
            <Autocomplete.GroupLabel className={css['label']}>
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(found: Found) => <Row key={found.id} found={found} onChoose={choose} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function Row({
  found,
  onChoose,
}: {
  readonly found: Found;
  readonly onChoose: (found: Found) => void;
}) {
  return (
    <Autocomplete.Item value={found} className={css['row']} onClick={() => onChoose(found)}>
      <span className={css['kind']}>{found.kind}</span>
      <span className={css['name']}>
        <Marked text={found.name} marks={found.marks} />
      </span>
      <span className={css['context']}>{found.context}</span>
      {found.stroke === undefined ? null : (
        <span className={css['keys']} aria-hidden>
          <KeyCaps stroke={found.stroke} />
        </span>
      )}
    </Autocomplete.Item>
  );
}

function countOf(groups: readonly FoundGroup[]): string {
  const count = groups.reduce((sum, group) => sum + group.items.length, 0);
  return count === 1 ? '1 found' : `${count} found`;
}
