import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SafeStorage } from 'electron';
import {
  enteredKeys,
  keptKeys,
  type EnteredKeys,
  type KeptKeys,
  type KeysState,
} from '../../shared/contracts/keys.ts';
import { codeOf, isDiskFull, refuse } from '../../shared/contracts/problem.ts';
import type { AnsweredHere } from './shell-calls.ts';
import { writeWhole } from './write-whole.ts';

/** For this person only. */
const PRIVATE = 0o600;

/** What keeping keys needs of Electron; its `safeStorage` fits, and so does a fake of ten lines. */
type Vault = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
>;

export interface KeyKeeper {
  state(): Promise<KeysState>;
  keep(keys: EnteredKeys): Promise<KeysState>;
  forget(): Promise<KeysState>;
  /** The keys kept for a bucket; undefined where there are none. Refuses where they cannot be read any more. */
  read(bucket: string): Promise<EnteredKeys | undefined>;
}

/**
 * Keeps one set of keys in the data folder, encrypted by the operating system's keychain
 * (https://www.electronjs.org/docs/latest/api/safe-storage). Where there is none, nothing is kept.
 */
export function keyKeeper(options: {
  readonly vault: Vault;
  readonly folder: string;
  readonly platform: string;
}): KeyKeeper {
  const { vault, platform } = options;
  const file = path.join(options.folder, 'keys.json');

  async function isProtected(): Promise<boolean> {
    if (!(await vault.isAsyncEncryptionAvailable())) return false;
    // Without a keyring Chromium encrypts with a password that everyone knows.
    return (
      platform !== 'linux' || !['basic_text', 'unknown'].includes(vault.getSelectedStorageBackend())
    );
  }

  async function state(): Promise<KeysState> {
    const [kept, safe] = await Promise.all([readKept(file), isProtected()]);
    return {
      kept: kept !== undefined,
      forBucket: kept?.bucket ?? null,
      accessKeyId: kept ? `…${kept.ending}` : null,
      protection: safe ? 'keychain' : 'none',
      text: words(platform, safe, kept),
    };
  }

  async function seal(keys: EnteredKeys): Promise<void> {
    const sealed = await vault.encryptStringAsync(JSON.stringify(keys)).catch(() => {
      throw noKeychain(`Keys cannot be kept: ${placeOf(platform)} did not take them.`);
    });
    const kept: KeptKeys = {
      version: 1,
      bucket: keys.bucket,
      ending: keys.accessKeyId.length > 8 ? keys.accessKeyId.slice(-4) : '',
      sealed: sealed.toString('base64'),
    };
    await writeWhole(file, JSON.stringify(kept), PRIVATE).catch((cause: unknown) => {
      throw unwritable(file, cause);
    });
  }

  return {
    state,
    async keep(keys) {
      if (!(await isProtected())) throw noKeychain(unprotected(platform));
      await seal(keys);
      return state();
    },
    async forget() {
      await rm(file, { force: true }).catch((cause: unknown) => {
        throw unwritable(file, cause);
      });
      return state();
    },
    async read(bucket) {
      const kept = await readKept(file);
      if (kept?.bucket !== bucket) return undefined;
      try {
        const opened = await vault.decryptStringAsync(Buffer.from(kept.sealed, 'base64'));
        const keys = enteredKeys.parse(JSON.parse(opened.result));
        if (keys.bucket !== bucket) throw new Error('the keys are for another bucket');
        if (opened.shouldReEncrypt) await seal(keys).catch(() => undefined);
        return keys;
      } catch {
        // The reason may quote what was decrypted, so it goes no further.
        throw refuse('no_credentials', `The keys kept for ${bucket} cannot be read any more.`, {
          stillWorks: 'The days already synced stay as they are.',
          next: 'Unlock the keychain and sync again, or enter the keys in Settings once more.',
        });
      }
    },
  };
}

export const keyCalls = (keeper: KeyKeeper): AnsweredHere<`keys.${string}`> => ({
  'keys.state': () => keeper.state(),
  'keys.keep': (keys) => keeper.keep(keys),
  'keys.forget': () => keeper.forget(),
});

const USE_A_PROFILE = 'Choose an AWS profile in Settings instead; aws configure sso sets one up.';

const noKeychain = (message: string): Error =>
  refuse('no_keychain', message, { stillWorks: 'Nothing was written down.', next: USE_A_PROFILE });

const placeOf = (platform: string): string =>
  ({ darwin: 'the macOS Keychain', win32: 'your Windows account' })[platform] ??
  'the keyring of your desktop';

const unprotected = (platform: string): string =>
  `Keys cannot be kept: ${placeOf(platform)} does not answer, and Atrium never writes a secret down unprotected.`;

function words(platform: string, safe: boolean, kept: KeptKeys | undefined): string {
  const where = placeOf(platform);
  if (kept && safe)
    return `The keys for ${kept.bucket} are in the data folder, encrypted with ${where}.`;
  if (kept)
    return `The keys for ${kept.bucket} were encrypted with ${where}, which does not answer now, so they cannot be used. ${USE_A_PROFILE}`;
  if (safe) return `Keys stay in the data folder, encrypted with ${where}.`;
  return `${unprotected(platform)} ${USE_A_PROFILE}`;
}

/** Undefined where nothing was kept, or where the file is no longer one of ours: then keys are entered anew. */
async function readKept(file: string): Promise<KeptKeys | undefined> {
  try {
    return keptKeys.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function unwritable(file: string, cause: unknown): Error {
  const full = isDiskFull(cause);
  return refuse(
    full ? 'disk_full' : 'unwritable_folder',
    full
      ? `The disk is full, so ${file} was not changed.`
      : `${file} cannot be changed (${codeOf(cause)}).`,
    {
      stillWorks: 'What was kept before stays as it was.',
      next: full ? 'Free some space, then try again.' : 'Make the data folder writable.',
      cause,
    },
  );
}
