import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Which protection the operating system has to offer. */
export type Keychain = 'keyring' | 'basic_text' | 'unavailable';

/** A keychain as a login session has it: one key for all launches of this process, which really encrypts. */
const key = randomBytes(32);

export function createSafeStorage(isReady: () => boolean) {
  const chosen: { keychain: Keychain } = { keychain: 'keyring' };

  function check(): void {
    if (!isReady()) throw new Error('safeStorage cannot be used before app is ready');
    if (chosen.keychain === 'unavailable') throw new Error('Encryption is not available.');
  }
  const safeStorage = {
    isAsyncEncryptionAvailable: async () => isReady() && chosen.keychain !== 'unavailable',
    getSelectedStorageBackend() {
      if (!isReady()) return 'unknown' as const;
      return chosen.keychain === 'keyring' ? ('gnome_libsecret' as const) : ('basic_text' as const);
    },
    async encryptStringAsync(text: string): Promise<Buffer> {
      check();
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    async decryptStringAsync(sealed: Buffer) {
      check();
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      const body = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
      return { shouldReEncrypt: false, result: body.toString('utf8') };
    },
  };
  return { safeStorage, chosen };
}
