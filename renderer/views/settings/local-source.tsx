import { useState } from 'react';
import { startSync } from '../../api/imports.ts';
import { useFace, useImportProgress } from '../../api/queries.ts';
import { pickSource } from '../../api/save.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import css from './settings.module.css';

/** A native picker in the window; on the page, which has none, a field for the path. */
export function LocalSource() {
  const { data: about } = useFace();
  const running = useImportProgress() !== null;
  const [path, setPath] = useState('');
  const [asks, setAsks] = useState(false);
  const pick = async (kind: 'folder' | 'file'): Promise<void> => {
    const source = await pickSource(kind);
    if (source === undefined) setAsks(true);
    else if (source !== null) startSync({ source });
  };
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim()) startSync({ source: path.trim() });
      }}
    >
      <p className={css['note']}>
        A folder of <code>company_facts</code> deliveries as Redshift unloads them, or one file a
        day. Files are read, never changed.
      </p>
      {asks || about?.face === 'page' ? (
        <>
          <Field
            label="Path on this computer"
            value={path}
            onChange={setPath}
            placeholder="/data/extracts"
          />
          <div className={css['actions']}>
            <Button submit look="primary" disabled={running || !path.trim()}>
              Read it
            </Button>
          </div>
        </>
      ) : (
        <div className={css['actions']}>
          <Button disabled={running} onClick={() => void pick('folder')}>
            Choose a folder
          </Button>
          <Button disabled={running} onClick={() => void pick('file')}>
            Choose a file
          </Button>
        </div>
      )}
    </form>
  );
}
