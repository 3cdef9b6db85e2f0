import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { tell, undoNewest, useTold } from './changes.ts';
import css from './settings.module.css';

/** What was changed last and the way back from it, by button or by Ctrl Z; in sight while the section scrolls. */
export function ToldLine() {
  const told = useTold();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey)
        return;
      // In a field of text the key is the field's own.
      if (event.target instanceof HTMLElement && event.target.matches(TEXT)) return;
      event.preventDefault();
      undoNewest();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      tell(null);
    };
  }, []);
  return (
    <div className={css['told']}>
      <span role="status">{told?.text}</span>
      {told?.undo ? (
        <Button look="quiet" aria-keyshortcuts="Control+Z Meta+Z" onClick={undoNewest}>
          Undo <kbd aria-hidden>Ctrl Z</kbd>
        </Button>
      ) : null}
    </div>
  );
}

const TEXT = 'input:is([type=text], [type=password], [type=time], [type=number]), textarea';
