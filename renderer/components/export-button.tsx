import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { problemOf, sentence } from '../../shared/contracts/problem.ts';
import { Button } from './button.tsx';
import { keyOf } from './command-title.ts';
import { useCommands } from './commands.ts';
import css from './export-button.module.css';
import layers from './layers.module.css';

const NOTE_MS = 12_000;

/** Saves what is shown as CSV, by button or `E`. `save` gives a sentence about what was saved, or null when nothing was. */
export function ExportButton({
  save,
  disabled = false,
}: {
  readonly save: () => Promise<string | null>;
  readonly disabled?: boolean;
}) {
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState('');
  const run = async (): Promise<void> => {
    if (busy || disabled) return;
    setBusy(true);
    try {
      setNote((await save()) ?? '');
    } catch (error) {
      setNote(sentence(problemOf(error)));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (!note) return undefined;
    const timer = setTimeout(() => setNote(''), NOTE_MS);
    return () => clearTimeout(timer);
  }, [note]);
  useCommands({ 'export.csv': disabled ? null : () => void run() });
  return (
    <div className={css['export']}>
      <Button
        icon={<Download size={15} aria-hidden />}
        hint={keyOf('export.csv')}
        disabled={busy || disabled}
        onClick={() => void run()}
      >
        {busy ? 'Writing CSV' : 'Save as CSV'}
      </Button>
      <span role="status" className={note ? `${layers['raised']} ${css['note']}` : undefined}>
        {note}
        {note ? (
          <button type="button" aria-label="Dismiss" onClick={() => setNote('')}>
            ×
          </button>
        ) : null}
      </span>
    </div>
  );
}
