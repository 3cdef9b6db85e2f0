import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { testConnection, useKeptKeys, useProfiles } from '../../api/connection.ts';
import { startSync } from '../../api/imports.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { saveSettings, useSettings } from '../../api/settings.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { ConnectionFields } from '../../components/connection-fields.tsx';
import { ConnectionTest } from '../../components/connection-test.tsx';
import {
  addressOf,
  connectionErrors,
  EMPTY_CONNECTION,
  type Connection,
} from '../../components/connection.ts';
import { apply } from './changes.ts';
import { KeptKeys } from './kept-keys.tsx';
import { LocalSource } from './local-source.tsx';
import css from './settings.module.css';

const KINDS = [
  ['bucket', 'A bucket'],
  ['local', 'A folder or file'],
] as const;

/** Where deliveries come from, and whether the way there works. */
export function ConnectionSection() {
  const { data: status } = useStatus();
  const { data: settings } = useSettings();
  const [chosen, setChosen] = useState<'bucket' | 'local' | null>(null);
  if (!status || !settings) return null;
  const { source, sample } = status;
  const now = source === null || sample ? null : source.startsWith('s3://') ? 'bucket' : 'local';
  const kind = chosen ?? now ?? 'bucket';
  return (
    <>
      <dl className={css['facts']}>
        <div>
          <dt>Read from</dt>
          <dd>
            {sample ? (
              'the sample book, which makes way for the source you choose'
            ) : source === null ? (
              'nothing yet'
            ) : (
              <code>{source}</code>
            )}
          </dd>
        </div>
      </dl>
      <p className={css['kind']}>
        <Choice label="Kind of source" value={kind} options={KINDS} onChange={setChosen} />
        {sample || source === null ? <Link to="/start">Start page</Link> : null}
      </p>
      {kind === 'bucket' ? (
        <Bucket kept={settings.connection} source={sample ? null : source} />
      ) : (
        <LocalSource />
      )}
    </>
  );
}

/** A half-typed address must not meet the next sync by itself, so this form is kept by its button. */
function Bucket({
  kept,
  source,
}: {
  readonly kept: Connection | null;
  readonly source: string | null;
}) {
  const { data: profiles } = useProfiles();
  const { data: keys } = useKeptKeys();
  const running = useImportProgress() !== null;
  const [draft, setDraft] = useState<Connection | null>(null);
  const [tried, setTried] = useState(false);
  const value = draft ?? kept ?? EMPTY_CONNECTION;
  const check = (): boolean => {
    setTried(true);
    return Object.keys(connectionErrors(value)).length === 0;
  };
  const save = async (andSync: boolean): Promise<void> => {
    if (!check()) return;
    const done = await apply(
      'The connection is kept.',
      () => saveSettings({ connection: value }),
      () => {
        setDraft(null);
        return saveSettings({ connection: kept });
      },
    );
    if (!done) return;
    setDraft(null);
    if (andSync) startSync({ source: addressOf(value) });
  };
  return (
    <>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(true);
        }}
      >
        <ConnectionFields
          value={value}
          errors={tried ? connectionErrors(value) : {}}
          profiles={profiles ?? []}
          keptKeys={keys?.forBucket === value.bucket ? keys.accessKeyId : null}
          onChange={(change) => setDraft({ ...value, ...change })}
        />
        <div className={css['actions']}>
          <Button submit look="primary" disabled={running}>
            Keep and sync now
          </Button>
          {draft !== null && addressOf(value) === source ? (
            <Button onClick={() => void save(false)}>Keep</Button>
          ) : null}
          <ConnectionTest test={() => testConnection(addressOf(value), value)} check={check} />
        </div>
      </form>
      <KeptKeys bucket={value.bucket} />
    </>
  );
}
