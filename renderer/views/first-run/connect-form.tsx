import { Cloud } from 'lucide-react';
import { useState } from 'react';
import { startSync } from '../../api/imports.ts';
import { saveSettings, useSettings } from '../../api/settings.ts';
import { problemOf } from '../../../shared/contracts/problem.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { addressOf, connectionErrors } from './connection.ts';
import type { Connection } from './connection.ts';
import css from './first-run.module.css';

const EMPTY: Connection = {
  bucket: '',
  prefix: '',
  region: '',
  endpoint: '',
  pathStyle: false,
  profile: '',
};

/** The connection is kept, then synced like any other source. Keys are never asked for: they stay in the AWS files. */
export function ConnectForm() {
  const { data: settings } = useSettings();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Connection | null>(null);
  const [tried, setTried] = useState(false);
  const [note, setNote] = useState('');
  const value = draft ?? settings?.connection ?? EMPTY;
  const errors = tried ? connectionErrors(value) : {};
  const set = (change: Partial<Connection>): void => {
    setNote('');
    setDraft({ ...value, ...change });
  };

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
          className={css['form']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Field
            label="Bucket"
            value={value.bucket}
            onChange={(bucket) => set({ bucket })}
            placeholder="acme-extracts"
            error={errors.bucket}
          />
          <Field
            label="Prefix"
            value={value.prefix}
            onChange={(prefix) => set({ prefix })}
            placeholder="warehouse/cs"
            hint="The folder that holds company_facts; may stay empty."
          />
          <Field
            label="Region"
            value={value.region}
            onChange={(region) => set({ region })}
            placeholder="eu-central-1"
            hint="May stay empty: the bucket tells."
            error={errors.region}
          />
          <Field
            label="Endpoint"
            value={value.endpoint}
            onChange={(endpoint) => set({ endpoint })}
            hint="Only for stores other than Amazon's."
            error={errors.endpoint}
          />
          <Field
            label="AWS profile"
            value={value.profile}
            onChange={(profile) => set({ profile })}
            hint="Its keys stay in your AWS files; Atrium keeps none."
          />
          <label className={css['check']}>
            <input
              type="checkbox"
              checked={value.pathStyle}
              onChange={(event) => set({ pathStyle: event.target.checked })}
            />
            Path-style addresses
          </label>
          <label className={css['check']}>
            <input
              type="checkbox"
              checked={value.compatibility ?? false}
              onChange={(event) => set({ compatibility: event.target.checked })}
            />
            No checksum headers (older stores)
          </label>
          <div className={css['actions']}>
            <Button submit look="primary">
              Connect and sync
            </Button>
            <ConnectionTest connection={value} check={check} />
          </div>
        </form>
      ) : (
        <Button onClick={() => setOpen(true)}>Enter the connection</Button>
      )}
      <p role="status">{note}</p>
    </section>
  );
}
