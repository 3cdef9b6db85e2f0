import { useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import css from './form.module.css';

/** A native picker where there is one; otherwise a field for the path. */
export function SourcePicker({
  byPath,
  pick,
  onChoose,
  disabled = false,
}: {
  /** True where it is known that there is no picker (the page). */
  readonly byPath: boolean;
  /** Undefined: there is no picker after all; null: the person closed it. */
  readonly pick: (kind: 'folder' | 'file') => Promise<string | null | undefined>;
  readonly onChoose: (source: string) => void;
  readonly disabled?: boolean;
}) {
  const [path, setPath] = useState('');
  const [asks, setAsks] = useState(false);
  const ask = async (kind: 'folder' | 'file'): Promise<void> => {
    const source = await pick(kind);
    if (source === undefined) setAsks(true);
    else if (source !== null) onChoose(source);
  };
  if (!asks && !byPath)
    return (
      <div className={css['actions']}>
        <Button disabled={disabled} onClick={() => void ask('folder')}>
          Choose a folder
        </Button>
        <Button disabled={disabled} onClick={() => void ask('file')}>
          Choose a file
        </Button>
      </div>
    );
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim()) onChoose(path.trim());
      }}
    >
      <Field
        label="Path on this computer"
        value={path}
        onChange={setPath}
        placeholder="/data/extracts"
      />
      <div className={css['actions']}>
        <Button submit disabled={disabled || !path.trim()}>
          Read it
        </Button>
      </div>
    </form>
  );
}
