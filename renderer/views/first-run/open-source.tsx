import { FolderOpen } from 'lucide-react';
import { useId, useState } from 'react';
import { startSync } from '../../api/imports.ts';
import { useFace } from '../../api/queries.ts';
import { pickSource } from '../../api/save.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import css from './first-run.module.css';

/** A native picker in the window; on the page, which has none, a field for the path. */
export function OpenSource() {
  const { data: about } = useFace();
  const [path, setPath] = useState('');
  const [asks, setAsks] = useState(false);
  const id = useId();
  const field = asks || about?.face === 'page';

  const pick = async (kind: 'folder' | 'file'): Promise<void> => {
    const source = await pickSource(kind);
    if (source === undefined) setAsks(true);
    else if (source !== null) startSync({ source });
  };

  return (
    <section className={css['choice']} aria-labelledby={id}>
      <h2 id={id}>
        <FolderOpen size={18} aria-hidden />
        Open a folder or file
      </h2>
      <p>
        A folder of <code>company_facts</code> deliveries as Redshift unloads them, or one file a
        day. Files are read, never changed.
      </p>
      {field ? (
        <form
          className={css['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim()) startSync({ source: path.trim() });
          }}
        >
          <Field
            label="Path on this computer"
            value={path}
            onChange={setPath}
            placeholder="/data/extracts"
          />
          <div className={css['actions']}>
            <Button submit disabled={!path.trim()}>
              Read it
            </Button>
          </div>
        </form>
      ) : (
        <div className={css['actions']}>
          <Button onClick={() => void pick('folder')}>Choose a folder</Button>
          <Button onClick={() => void pick('file')}>Choose a file</Button>
        </div>
      )}
    </section>
  );
}
