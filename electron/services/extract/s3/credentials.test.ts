import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { credentialsFor, type CredentialOptions } from './credentials.ts';
import { readProfiles, signInCommand, withSources } from './profiles.ts';
import { s3Connection } from './connection.ts';
import { s3Problem } from './problems.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-test-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, '');
  // The AWS libraries look for their files here; a folder of its own keeps a person's real ones out.
  vi.stubEnv('HOME', folder);
  vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'credentials'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const CONFIG = `
[default]
region = eu-west-1

[profile work]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = reader
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.awsapps.example/start

[profile reader]   ; a role
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = work

[profile laptop]
login_session = arn:aws:sts::111122223333:assumed-role/x/y

[profile script]
credential_process = node ${JSON.stringify(path.join(import.meta.dirname, 'none.mjs'))}

[profile machine]
role_arn = arn:aws:iam::111122223333:role/reader
credential_source = Ec2InstanceMetadata

[profile behind]
role_arn = arn:aws:iam::111122223333:role/other
source_profile = machine

[profile loop]
source_profile = loop
`;

async function resolve(options: Partial<CredentialOptions> = {}): Promise<unknown> {
  const profiles = await readProfiles(process.env, folder);
  const from = credentialsFor({ profiles, env: process.env, ...options });
  return typeof from === 'function' ? from() : from;
}

async function write(config: string, credentials = ''): Promise<void> {
  await writeFile(path.join(folder, 'config'), config);
  await writeFile(path.join(folder, 'credentials'), credentials);
}

test('keys a person entered come before everything', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDENV');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'env');
  const keys = { accessKeyId: 'AKIDMINE', secretAccessKey: 'mine' };
  expect(await resolve({ keys })).toEqual(keys);
});

test('the environment comes before the default profile, and after a profile that was chosen', async () => {
  await write(
    CONFIG,
    '[default]\naws_access_key_id = A\naws_secret_access_key = a\n[other]\naws_access_key_id = B\naws_secret_access_key = b\n',
  );
  expect(await resolve()).toMatchObject({ accessKeyId: 'A' });
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDENV');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'env');
  expect(await resolve()).toMatchObject({ accessKeyId: 'AKIDENV' });
  expect(await resolve({ profile: 'other' })).toMatchObject({ accessKeyId: 'B' });
});

test('a process may give them', async () => {
  const script = path.join(folder, 'give.mjs');
  const answer = { Version: 1, AccessKeyId: 'AKIDPROC', SecretAccessKey: 'p' };
  await writeFile(script, `console.log(${JSON.stringify(JSON.stringify(answer))})`);
  await write(`[profile script]\ncredential_process = "${process.execPath}" "${script}"\n`);
  expect(await resolve({ profile: 'script' })).toMatchObject({ accessKeyId: 'AKIDPROC' });
});

test.each(['machine', 'behind'])(
  'the metadata service is not asked, as profile %s says',
  async (profile) => {
    await write(CONFIG);
    await expect(resolve({ profile })).rejects.toMatchObject({
      problem: {
        code: 'no_credentials',
        message: expect.stringContaining('cloud machines') as string,
      },
    });
  },
);

test('nor is it asked when there is nothing else, whatever the environment offers', async () => {
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'http://127.0.0.1:9/creds');
  const started = Date.now();
  await expect(resolve()).rejects.toThrow('Could not resolve credentials');
  expect(Date.now() - started).toBeLessThan(1000);
});

test('a profile that does not exist is said with those that do', async () => {
  await write(CONFIG);
  await expect(resolve({ profile: 'wrok' })).rejects.toMatchObject({
    problem: {
      code: 'no_credentials',
      next: 'Choose one of default, work, reader, laptop, script, machine, behind, loop.',
    },
  });
});

const explained = (error: unknown, command?: string): Error =>
  s3Problem(error, {
    connection: s3Connection('s3://book'),
    region: 'eu-west-1',
    doing: 'list s3://book',
    signInCommand: command,
    now: Date.now,
  });

test.each([
  ['work', 'aws sso login --profile work'],
  ['reader', 'aws sso login --profile reader'],
  ['laptop', 'aws login --profile laptop'],
])('A5 #34: an expired sign-in of profile %s names its command', async (profile, command) => {
  await write(CONFIG);
  const profiles = await readProfiles(process.env, folder);
  const error = await resolve({ profile }).catch((e: unknown) => e);
  expect(explained(error, signInCommand(profiles, profile))).toMatchObject({
    problem: {
      code: 'sign_in_expired',
      next: `Run ${command} in a terminal. Then sync again: it goes on where it stopped.`,
    },
  });
});

test('a profile that wants an MFA code says how to get by without Atrium asking', async () => {
  await write(
    '[profile twice]\nrole_arn = arn:aws:iam::111122223333:role/reader\nsource_profile = keys\n' +
      'mfa_serial = arn:aws:iam::111122223333:mfa/me\n',
    '[keys]\naws_access_key_id = A\naws_secret_access_key = B\n',
  );
  const error = await resolve({ profile: 'twice' }).catch((e: unknown) => e);
  expect(explained(error)).toMatchObject({
    problem: {
      code: 'no_credentials',
      message: expect.stringContaining('The profile twice wants a code'),
      next: expect.stringContaining('aws configure export-credentials --profile twice'),
    },
  });
});

test('profiles: both files together, sources in order, a loop ends', async () => {
  await write(CONFIG, '[work]\naws_access_key_id = A\n');
  const profiles = await readProfiles(process.env, folder);
  expect(profiles.get('work')).toMatchObject({ sso_session: 'corp', aws_access_key_id: 'A' });
  expect(profiles.has('corp')).toBe(false);
  expect(withSources(profiles, 'behind').map((p) => p['credential_source'])).toEqual([
    undefined,
    'Ec2InstanceMetadata',
  ]);
  expect(withSources(profiles, 'loop')).toHaveLength(1);
  expect(signInCommand(profiles, 'default')).toBeUndefined();
  expect((await readProfiles({}, path.join(folder, 'nobody'))).size).toBe(0);
});
