import { useNavigate } from '@tanstack/react-router';
import type { StoredPart } from '../../../shared/contracts/storage.ts';
import { removeSample } from '../../api/imports.ts';
import { useImportProgress, useStatus } from '../../api/queries.ts';
import { useSettings } from '../../api/settings.ts';
import { clearCache, useStorage } from '../../api/storage.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { bytesText } from '../../components/bytes.ts';
import { plural } from '../../components/format.ts';
import page from '../../components/page.module.css';
import { Pending } from '../../components/pending.tsx';
import { TableHead } from '../../components/table-head.tsx';
import { apply, change } from './changes.ts';
import css from './settings.module.css';
import { NumberRow } from './typed-row.tsx';

const HOLDS: Readonly<Record<StoredPart['id'], string>> = {
  facts: 'What the extract says, and the scores. It can be rebuilt from the deliveries.',
  people: 'What you write and choose. A sync never opens it.',
  backups: 'Copies of the databases, made daily and before an update, for when one is damaged.',
  cache: 'Files downloaded from the bucket, kept for days that are read again.',
  sample: 'The sample book: invented accounts.',
  other: 'Locks, the mapping file, kept keys (encrypted) and what is being written.',
};

/** What is kept on this computer and where, and that nothing leaves it. */
export function PrivacySection() {
  const { data, error } = useStorage();
  const { data: status } = useStatus();
  const { data: settings } = useSettings();
  const running = useImportProgress() !== null;
  const navigate = useNavigate();
  if (!data || !status || !settings)
    return <Pending error={error} text="Counting the data folder" />;
  const parts = data.parts.filter(({ bytes }) => bytes > 0);
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const cached = data.parts.find(({ id }) => id === 'cache')?.bytes ?? 0;
  return (
    <>
      <p>
        Everything is kept in one folder on this computer. Atrium reads from the source you chose
        and sends nothing anywhere: no telemetry, no crash reports, no account.
      </p>
      <p className={css['path']}>
        <code>{data.dataFolder}</code>
      </p>
      <table className={page['table']}>
        <caption className="sr">What lies in the data folder</caption>
        <TableHead names={['File or folder', 'Holds', 'Size']} numbers={['Size']} />
        <tbody>
          {parts.map(({ id, name, bytes }) => (
            <tr key={id}>
              <th scope="row">{id === 'other' ? name : <code>{name}</code>}</th>
              <td className={page['quiet']}>{HOLDS[id]}</td>
              <td className={page['num']}>{bytesText(bytes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td />
            <td className={page['num']}>{bytesText(total)}</td>
          </tr>
        </tfoot>
      </table>
      <div className={css['kept']}>
        <NumberRow
          name="Days of history kept"
          note="100 to 4,000. Older days go with the next sync; scores look back 448 days."
          min={100}
          max={4000}
          value={settings.keepDays}
          onChange={(keepDays) =>
            change(settings, { keepDays }, `${plural(keepDays, 'day')} of history are kept.`)
          }
        />
      </div>
      <div className={css['actions']}>
        {cached > 0 ? (
          <Button
            disabled={running}
            onClick={() =>
              void apply(
                `${bytesText(cached)} are free again; files come back when a sync needs them.`,
                clearCache,
              )
            }
          >
            Clear the cache
          </Button>
        ) : null}
        {status.sample ? (
          <Confirm
            label="Remove the sample book"
            title="Remove the sample book?"
            text="Its accounts, offices and scores go. What you wrote and your settings stay. The same sample book can be opened again later."
            verb="Remove it"
            keep="Keep it"
            disabled={running}
            run={async () => {
              await removeSample();
              await navigate({ to: '/' });
            }}
          />
        ) : null}
      </div>
    </>
  );
}
