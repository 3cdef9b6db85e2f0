import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keyKeeper } from './keys.ts';

const KEYS = {
  bucket: 'csm-extracts',
  accessKeyId: 'AKIAEXAMPLE00001',
  secretAccessKey: 'a secret nobody may read',
};

/** A keychain that turns every sign around; enough to see what is and is not given to it. */
function vault(backend: 'gnome_libsecret' | 'basic_text' = 'gnome_libsecret', available = true) {
  const turn = (text: string): string => text.split('').toReversed().join('');
  return {
    isAsyncEncryptionAvailable: async () => available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => Buffer.from(turn(text)),
    decryptStringAsync: async (sealed: Buffer) => ({
      shouldReEncrypt: false,
      result: turn(sealed.toString()),
    }),
  };
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'atrium-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

const keeperIn = (at: string, platform = 'linux', box = vault()) =>
  keyKeeper({ vault: box, folder: at, platform });

test('kept keys come back for their bucket only, and their last four signs are all that is seen', async () => {
  const at = folder();
  const keeper = keeperIn(at);
  expect(await keeper.state()).toMatchObject({ kept: false, protection: 'keychain' });
  expect(await keeper.keep(KEYS)).toMatchObject({
    kept: true,
    forBucket: 'csm-extracts',
    accessKeyId: '…0001',
    protection: 'keychain',
  });
  expect(await keeperIn(at).read('csm-extracts')).toEqual(KEYS);
  expect(await keeper.read('another')).toBeUndefined();
  expect(await keeper.forget()).toMatchObject({ kept: false, forBucket: null, accessKeyId: null });
  expect(readdirSync(at)).toEqual([]);
});

test('the file is for this person only, and holds neither secret nor id', async () => {
  const at = folder();
  await keeperIn(at).keep(KEYS);
  expect(readdirSync(at)).toEqual(['keys.json']);
  const file = path.join(at, 'keys.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain(KEYS.secretAccessKey);
  expect(text).not.toContain(KEYS.accessKeyId);
});

test.each([
  ['linux', 'basic_text', true],
  ['linux', 'gnome_libsecret', false],
  ['darwin', 'gnome_libsecret', false],
] as const)('on %s with %s, available: %s, nothing is kept', async (platform, backend, there) => {
  const at = folder();
  const keeper = keeperIn(at, platform, vault(backend, there));
  expect(await keeper.state()).toMatchObject({ protection: 'none' });
  await expect(keeper.keep(KEYS)).rejects.toMatchObject({
    problem: { code: 'no_keychain', next: expect.stringContaining('aws configure sso') },
  });
  expect(readdirSync(at)).toEqual([]);
});

test('a keychain that does not take the keys is said, and nothing is kept', async () => {
  const at = folder();
  const closed = { ...vault(), encryptStringAsync: () => Promise.reject(new Error('denied')) };
  await expect(keeperIn(at, 'darwin', closed).keep(KEYS)).rejects.toMatchObject({
    problem: { code: 'no_keychain', message: expect.stringContaining('did not take them') },
  });
  expect(readdirSync(at)).toEqual([]);
});

test('other systems have no backends, and basic_text is none there', async () => {
  const keeper = keeperIn(folder(), 'darwin', vault('basic_text'));
  expect(await keeper.keep(KEYS)).toMatchObject({ kept: true });
});

test('keys that the keychain no longer opens are refused without what it said', async () => {
  const at = folder();
  await keeperIn(at).keep(KEYS);
  const forgetful = {
    ...vault(),
    decryptStringAsync: async () => ({ shouldReEncrypt: false, result: KEYS.secretAccessKey }),
  };
  const problem = await keeperIn(at, 'linux', forgetful)
    .read('csm-extracts')
    .catch((error: unknown) => error);
  expect(problem).toMatchObject({ problem: { code: 'no_credentials' } });
  expect(JSON.stringify(problem)).not.toContain(KEYS.secretAccessKey);
});

test('keys moved to another bucket by hand are not used for it', async () => {
  const at = folder();
  await keeperIn(at).keep(KEYS);
  const file = path.join(at, 'keys.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...kept, bucket: 'another' }));
  await expect(keeperIn(at).read('another')).rejects.toMatchObject({
    problem: { code: 'no_credentials' },
  });
});

test('where the keychain has a newer key, what it opened is sealed anew', async () => {
  const at = folder();
  await keeperIn(at).keep(KEYS);
  let sealed = 0;
  const box = vault();
  const rotated = {
    ...box,
    encryptStringAsync: (text: string) => (sealed++, box.encryptStringAsync(text)),
    decryptStringAsync: async (bytes: Buffer) => ({
      ...(await box.decryptStringAsync(bytes)),
      shouldReEncrypt: true,
    }),
  };
  expect(await keeperIn(at, 'linux', rotated).read('csm-extracts')).toEqual(KEYS);
  expect(sealed).toBe(1);
});

test('a data folder that is gone is said', async () => {
  const keeper = keeperIn(path.join(folder(), 'gone'));
  await expect(keeper.keep(KEYS)).rejects.toMatchObject({
    problem: { code: 'unwritable_folder', message: expect.stringContaining('keys.json') },
  });
});
