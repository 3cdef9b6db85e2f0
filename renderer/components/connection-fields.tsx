import { useState } from 'react';
import type { AwsProfile } from '../../shared/contracts/profiles.ts';
import { Choice } from './choice.tsx';
import type { Connection, ConnectionErrors } from './connection.ts';
import css from './connection.module.css';
import { Field } from './field.tsx';
import { SelectField } from './select-field.tsx';

const WAYS: Readonly<Record<AwsProfile['way'], string>> = {
  sso: 'single sign-on',
  login: 'aws login',
  role: 'assumes a role',
  process: 'by a program',
  keys: 'keys in the AWS files',
  other: 'no known way',
};

const PROXIES = [
  ['system', 'As the system'],
  ['manual', 'This one'],
] as const;

/** What it takes to reach a bucket; the rarer half stands behind a fold. */
export function ConnectionFields({
  value,
  errors,
  profiles,
  keptKeys = null,
  onChange,
}: {
  readonly value: Connection;
  readonly errors: ConnectionErrors;
  /** Of the AWS configuration files. */
  readonly profiles: readonly AwsProfile[];
  /** End of the access key that is kept for this bucket; it goes before any profile. */
  readonly keptKeys?: string | null;
  readonly onChange: (change: Partial<Connection>) => void;
}) {
  const { proxy = 'system', proxyAddress = '' } = value;
  // Only at first: it must not fold away under the hands of someone who clears a field.
  const [unfolded] = useState(value.endpoint !== '' || proxy === 'manual');
  const chosen = profiles.find(({ name }) => name === value.profile);
  return (
    <div className={css['fields']}>
      <Field
        label="Bucket"
        value={value.bucket}
        onChange={(bucket) => onChange({ bucket })}
        placeholder="acme-extracts"
        error={errors.bucket}
      />
      <Field
        label="Prefix"
        value={value.prefix}
        onChange={(prefix) => onChange({ prefix })}
        placeholder="warehouse/cs"
        hint="The folder that holds company_facts; may stay empty."
      />
      <Field
        label="Region"
        value={value.region}
        onChange={(region) => onChange({ region })}
        placeholder="eu-central-1"
        hint="May stay empty: the bucket tells."
        error={errors.region}
      />
      {keptKeys === null ? (
        <SelectField
          label="Sign in with"
          value={value.profile}
          options={profileOptions(value.profile, profiles)}
          onChange={(profile) => onChange({ profile })}
          hint={
            chosen?.signIn
              ? `When the sign-in has expired: ${chosen.signIn}`
              : 'Profiles of your AWS configuration. Their keys stay there; Atrium keeps none of them.'
          }
        />
      ) : (
        <div className={css['signed']}>
          <span>Sign in with</span>
          <p>The access key {keptKeys} kept for this bucket</p>
        </div>
      )}
      <details className={css['more']} open={unfolded}>
        <summary>Other stores and proxy</summary>
        <div>
          <Field
            label="Endpoint"
            value={value.endpoint}
            onChange={(endpoint) => onChange({ endpoint })}
            hint="Only for stores other than Amazon's."
            error={errors.endpoint}
          />
          <Check
            label="Path-style addresses"
            on={value.pathStyle}
            onChange={(pathStyle) => onChange({ pathStyle })}
          />
          <Check
            label="No checksum headers (older stores)"
            on={value.compatibility ?? false}
            onChange={(compatibility) => onChange({ compatibility })}
          />
          <div className={css['proxy']}>
            <span aria-hidden>Proxy</span>
            <Choice
              label="Proxy"
              value={proxy}
              options={PROXIES}
              onChange={(next) => onChange({ proxy: next })}
            />
          </div>
          {proxy === 'manual' ? (
            <Field
              label="Proxy address"
              value={proxyAddress}
              onChange={(next) => onChange({ proxyAddress: next })}
              placeholder="http://proxy.example.com:3128"
              error={errors.proxyAddress}
            />
          ) : null}
        </div>
      </details>
    </div>
  );
}

function profileOptions(
  chosen: string,
  profiles: readonly AwsProfile[],
): readonly (readonly [string, string])[] {
  const known = profiles.map(({ name, way }) => [name, `${name} (${WAYS[way]})`] as const);
  const lost = chosen !== '' && !profiles.some(({ name }) => name === chosen);
  return [
    ['', 'What the environment provides'],
    ...known,
    ...(lost ? [[chosen, `${chosen} (not in the AWS files)`] as const] : []),
  ];
}

function Check({
  label,
  on,
  onChange,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className={css['check']}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
