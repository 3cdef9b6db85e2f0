import type { HeldBy, Protection } from './protection.ts';

const held = (file: string, test: string): HeldBy => ({ file, test });
const SERVE = 'electron/host/page/serve.test.ts';

/** What Electron's list does not know of: the loopback page, secrets, and what leaves the machine. */
export const OWN: readonly Protection[] = [
  {
    point: 'A',
    title: 'The loopback page answers its own page only',
    says: 'A 256-bit token in the address’s fragment, compared in constant time; Host and Origin checked; no CORS; 127.0.0.1 only.',
    removals: [
      {
        file: 'electron/host/page/guard.ts',
        from: 'return got.length === want.length && timingSafeEqual(got, want);',
        to: 'return got.length > 0 || timingSafeEqual(want, want);',
        heldBy: held(SERVE, 'data needs the token'),
      },
      {
        file: 'electron/host/page/guard.ts',
        from: "if (`http://${headers.host ?? ''}` !== origin) return 421;",
        to: '',
        heldBy: held(SERVE, 'is refused (DNS rebinding)'),
      },
      {
        file: 'electron/host/page/guard.ts',
        from: 'if (headers.origin !== undefined && headers.origin !== origin) return 403;',
        to: '',
        heldBy: held(SERVE, 'is refused, even with the token'),
      },
      {
        file: 'electron/host/page/guard.ts',
        from: "return site === undefined || site === 'same-origin';",
        to: 'return site !== null;',
        heldBy: held(SERVE, 'a script of another site is refused by what the browser says of it'),
      },
      {
        file: 'electron/host/page/serve.ts',
        from: "server.listen(port, '127.0.0.1', () => {",
        to: "server.listen(port, '0.0.0.0', () => {",
        heldBy: held(SERVE, 'nobody else on the network is listened to'),
      },
      {
        file: 'electron/host/page/files.ts',
        from: 'if (!isInside(realRoot, real)) return undefined;',
        to: '',
        heldBy: held(SERVE, 'a link that leads out of the folder is not followed'),
      },
    ],
  },
  {
    point: 'B',
    title: 'Secrets are kept by the keychain or not at all',
    says: 'Through safeStorage, for one bucket, in a file for this person only; where nothing protects a secret, none is written down, and Settings say so.',
    removals: [
      {
        file: 'electron/main/keys.ts',
        from: "!['basic_text', 'unknown'].includes(vault.getSelectedStorageBackend())",
        to: 'vault.getSelectedStorageBackend() !== undefined',
        heldBy: held('electron/main/keys.test.ts', ', nothing is kept'),
      },
      {
        file: 'electron/main/keys.ts',
        from: 'const PRIVATE = 0o600;',
        to: 'const PRIVATE = 0o644;',
        heldBy: held(
          'electron/main/keys.test.ts',
          'the file is for this person only, and holds neither secret nor id',
        ),
      },
    ],
  },
];
