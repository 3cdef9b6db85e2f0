import { FolderOpen } from 'lucide-react';
import { useId } from 'react';
import { startSync } from '../../api/imports.ts';
import { useFace } from '../../api/queries.ts';
import { pickSource } from '../../api/save.ts';
import { SourcePicker } from '../../components/source-picker.tsx';
import css from './first-run.module.css';

export function OpenSource() {
  const { data: about } = useFace();
  const id = useId();
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
      <SourcePicker
        byPath={about?.face === 'page'}
        pick={pickSource}
        onChoose={(source) => startSync({ source })}
      />
    </section>
  );
}
