import { useState } from 'react';
import { forgetKeys, keepKeys, useKeptKeys } from '../../api/connection.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { apply } from './changes.ts';
import css from './settings.module.css';

const NONE = { accessKeyId: '', secretAccessKey: '', sessionToken: '' };

/** Access keys for one bucket, kept by the computer's keychain; what has been kept is never shown again. */
export function KeptKeys({ bucket }: { readonly bucket: string }) {
  const { data: state } = useKeptKeys();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(NONE);
  if (!state) return null;
  const { accessKeyId, secretAccessKey, sessionToken } = draft;
  const complete = bucket !== '' && accessKeyId !== '' && secretAccessKey !== '';
  const keep = async (): Promise<void> => {
    const entered = { bucket, accessKeyId, secretAccessKey };
    const done = await apply('The keys are kept.', () =>
      keepKeys({ ...entered, ...(sessionToken ? { sessionToken } : {}) }),
    );
    setDraft(NONE);
    if (done) setOpen(false);
  };
  return (
    <>
      <h3 className={css['sub']}>Access keys</h3>
      <p className={css['note']}>
        {state.text}{' '}
        {state.kept && state.forBucket !== bucket
          ? `They are for the bucket ${state.forBucket ?? ''} and not used for this one.`
          : null}
      </p>
      {open ? (
        <form
          className={css['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void keep();
          }}
        >
          <Field
            label="Access key ID"
            value={accessKeyId}
            onChange={(next) => setDraft({ ...draft, accessKeyId: next })}
          />
          <Field
            label="Secret access key"
            secret
            value={secretAccessKey}
            onChange={(next) => setDraft({ ...draft, secretAccessKey: next })}
          />
          <Field
            label="Session token"
            secret
            value={sessionToken}
            onChange={(next) => setDraft({ ...draft, sessionToken: next })}
            hint="Only for keys that end after some hours."
          />
          <div className={css['actions']}>
            <Button submit look="primary" disabled={!complete}>
              Keep the keys
            </Button>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
          </div>
        </form>
      ) : (
        <div className={css['actions']}>
          {state.protection === 'keychain' ? (
            <Button disabled={bucket === ''} onClick={() => setOpen(true)}>
              {state.kept ? 'Replace the keys' : 'Enter keys'}
            </Button>
          ) : null}
          {state.kept ? (
            <Button onClick={() => void apply('The keys are forgotten.', forgetKeys)}>
              Forget the keys
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}
