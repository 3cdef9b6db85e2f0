import { startSync } from '../../api/imports.ts';
import { useFace, useImportProgress } from '../../api/queries.ts';
import { pickSource } from '../../api/save.ts';
import { SourcePicker } from '../../components/source-picker.tsx';
import css from './settings.module.css';

/** Another folder or file is read at once. */
export function LocalSource() {
  const { data: about } = useFace();
  const running = useImportProgress() !== null;
  return (
    <div className={css['form']}>
      <p className={css['note']}>
        A folder of <code>company_facts</code> deliveries as Redshift unloads them, or one file a
        day. Files are read, never changed.
      </p>
      <SourcePicker
        byPath={about?.face === 'page'}
        pick={pickSource}
        onChoose={(source) => startSync({ source })}
        disabled={running}
      />
    </div>
  );
}
