import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { keyOf } from '../../components/command-title.ts';
import { useCommands } from '../../components/commands.ts';
import { tell, undoNewest, useTold } from './changes.ts';
import css from './settings.module.css';

/** What was changed last and the way back from it, by button or key; in sight while the section scrolls. */
export function ToldLine() {
  const told = useTold();
  useCommands({ 'undo.undo': told?.undo ? undoNewest : null });
  useEffect(() => () => tell(null), []);
  return (
    <div className={css['told']}>
      <span role="status">{told?.text}</span>
      {told?.undo ? (
        <Button look="quiet" hint={keyOf('undo.undo')} onClick={undoNewest}>
          Undo
        </Button>
      ) : null}
    </div>
  );
}
