import { Cloud } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import { testConnection, useProfiles } from '../../api/connection.ts';
import { startSync } from '../../api/imports.ts';
import { saveSettings, useSettings } from '../../api/settings.ts';
import { Button } from '../../components/button.tsx';
import { ConnectionFields } from '../../components/connection-fields.tsx';
import { ConnectionTest } from '../../components/connection-test.tsx';
import {
  addressOf,
  connectionErrors,
  EMPTY_CONNECTION,
  type Connection,
} from '../../components/connection.ts';
import form from '../../components/form.module.css';
import css from './first-run.module.css';

/** The connection is kept, then synced like any other source. Keys are never asked for: they stay in the AWS files. */
export function ConnectForm() {
  const { data: settings } = useSettings();
  const { data: profiles } = useProfiles();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Connection | null>(null);
  const [tried, setTried] = useState(false);
  const [note, setNote] = useState('');
  const value = draft ?? settings?.connection ?? EMPTY_CONNECTION;

  const check = (): boolean => {
    setTried(true);
    return Object.keys(connectionErrors(value)).length === 0;
  };

  const save = async (): Promise<void> => {
    if (!check()) return;
    try {
      await saveSettings({ connection: value });
      startSync({ source: addressOf(value) });
    } catch (error) {
      setNote(problemOf(error).message);
    }
  };

  return (
    <section className={css['choice']} aria-labelledby="choice-s3">
      <h2 id="choice-s3">
        <Cloud size={18} aria-hidden />
        Connect to S3
      </h2>
      <p>
        The bucket your data team unloads to, read with an AWS profile of yours or what the
        environment provides. Objects are read, never written.
      </p>
      {open ? (
        <form
          className={form['form']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <ConnectionFields
            value={value}
            errors={tried ? connectionErrors(value) : {}}
            profiles={profiles ?? []}
            onChange={(change) => {
              setNote('');
              setDraft({ ...value, ...change });
            }}
          />
          <div className={form['actions']}>
            <Button submit look="primary">
              Connect and sync
            </Button>
            <ConnectionTest test={() => testConnection(addressOf(value), value)} check={check} />
          </div>
        </form>
      ) : (
        <Button onClick={() => setOpen(true)}>Enter the connection</Button>
      )}
      <p role="status">{note}</p>
    </section>
  );
}
