import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { profileCalls } from './profile-calls.ts';

const quiet = { signal: new AbortController().signal, progress: () => undefined };

test('profiles are told by name and way, and no key with them', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [config, credentials] = [path.join(folder, 'config'), path.join(folder, 'credentials')];
  await writeFile(
    config,
    `[default]
region = eu-central-1
[profile csm]
sso_session = acme
region = eu-west-1
[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
[profile reader]
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = csm
[profile tool]
credential_process = /usr/bin/keys
[profile me]
login_session = arn:aws:iam::123456789012:user/me
`,
  );
  await writeFile(
    credentials,
    '[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = hidden\n',
  );
  vi.stubEnv('AWS_CONFIG_FILE', config);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentials);
  onTestFinished(() => void vi.unstubAllEnvs());
  const found = await profileCalls()['profiles.list']({}, quiet);
  expect(found.map(({ name, way, signIn }) => [name, way, signIn])).toEqual([
    ['default', 'keys', null],
    ['csm', 'sso', 'aws sso login --profile csm'],
    ['reader', 'role', 'aws sso login --profile reader'],
    ['tool', 'process', null],
    ['me', 'login', 'aws login --profile me'],
  ]);
  expect(found[0]?.region).toBe('eu-central-1');
  expect(JSON.stringify(found)).not.toMatch(/AKIDEXAMPLE|hidden/);
});
