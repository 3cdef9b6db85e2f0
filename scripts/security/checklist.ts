import type { HeldBy, Protection } from './protection.ts';

const held = (file: string, test: string): HeldBy => ({ file, test });
const window = held(
  'electron/main/window-options.test.ts',
  'a window is sandboxed, isolated, without Node, and with nothing that loosens Chromium',
);
const OPTIONS = 'electron/main/window-options.ts';
const option = (from: string, to: string) => ({ file: OPTIONS, from, to, heldBy: window });

/** Electron's twenty points, each with what holds it. */
export const CHECKLIST: readonly Protection[] = [
  {
    point: '1',
    title: 'Only load secure content',
    says: 'The page loads from our own scheme, from the disk. Everything else is cancelled before it is asked for: the window has no network at all.',
    removals: [
      {
        file: 'electron/main/lockdown.ts',
        from: 'cancel: !mayLoad(details.url)',
        to: 'cancel: false',
        heldBy: held(
          'e2e/security.test.ts',
          'no page of the app reaches a network, not even one without a policy',
        ),
      },
      {
        file: 'electron/main/lockdown.ts',
        from: "contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');",
        to: '',
        heldBy: held(
          'electron/main/lockdown.test.ts',
          'a page gets no window, no embedded browser and no UDP of its own',
        ),
      },
    ],
  },
  {
    point: '2',
    title: 'No Node.js for content',
    says: 'Written out for the page, its workers and its frames.',
    removals: [
      option('nodeIntegration: false', 'nodeIntegration: true'),
      option('nodeIntegrationInWorker: false', 'nodeIntegrationInWorker: true'),
      option('nodeIntegrationInSubFrames: false', 'nodeIntegrationInSubFrames: true'),
    ],
  },
  {
    point: '3',
    title: 'Context isolation',
    says: 'The preload has a world of its own; what it gives the page is copied and frozen.',
    removals: [option('contextIsolation: true', 'contextIsolation: false')],
  },
  {
    point: '4',
    title: 'Process sandboxing',
    says: 'Asked for each window, and for all of the app before it is ready.',
    removals: [
      option('sandbox: true', 'sandbox: false'),
      {
        file: 'electron/main/main.ts',
        from: 'app.enableSandbox();',
        to: '',
        heldBy: held(
          'e2e/security.test.ts',
          'all of the app is sandboxed, before its first window',
        ),
      },
    ],
  },
  {
    point: '5',
    title: 'Permission requests',
    says: 'Every permission is refused: asked for, looked up, or for a device.',
    removals: [
      {
        file: 'electron/main/lockdown.ts',
        from: 'decide(false)',
        to: 'decide(true)',
        heldBy: held(
          'electron/main/lockdown.test.ts',
          'every permission is refused, asked for or only looked up, and every device',
        ),
      },
      {
        file: 'electron/main/main.ts',
        from: 'denyPermissions(session.defaultSession);',
        to: 'void denyPermissions;',
        heldBy: held('e2e/security.test.ts', 'every permission is refused'),
      },
    ],
  },
  {
    point: '6',
    title: 'Keep web security on',
    says: 'Written out.',
    removals: [option('webSecurity: true', 'webSecurity: false')],
  },
  {
    point: '7',
    title: 'Content security policy',
    says: 'A header on every answer of our scheme and of the loopback page, starting from nothing. No inline code, no inline styles, no evaluation, no other origin.',
    removals: [
      {
        file: 'electron/main/app-protocol.ts',
        from: "    'content-security-policy': CONTENT_SECURITY_POLICY,\n    'x-content-type-options'",
        to: "    'x-content-type-options'",
        heldBy: held('e2e/security.test.ts', 'an inline script does not run'),
      },
      {
        file: 'electron/main/app-protocol.ts',
        from: '"default-src \'none\'",',
        to: '"default-src *",',
        heldBy: held(
          'e2e/security.test.ts',
          'what the policy forbids is stopped by it, and said to have been',
        ),
      },
      {
        file: 'electron/main/app-protocol.ts',
        from: '"form-action \'none\'",',
        to: '',
        heldBy: held(
          'e2e/security.test.ts',
          'what the policy forbids is stopped by it, and said to have been',
        ),
      },
      {
        file: 'electron/host/page/headers.ts',
        from: '"script-src \'self\'",',
        to: '"script-src * \'unsafe-inline\'",',
        heldBy: held(
          'electron/host/page/serve.test.ts',
          'the page and its parts are served with the headers that lock it',
        ),
      },
    ],
  },
  {
    point: '8',
    title: 'No insecure content',
    says: 'Written out.',
    removals: [option('allowRunningInsecureContent: false', 'allowRunningInsecureContent: true')],
  },
  {
    point: '9',
    title: 'No experimental features',
    says: 'Written out.',
    removals: [option('experimentalFeatures: false', 'experimentalFeatures: true')],
  },
  {
    point: '10',
    title: 'No Blink features switched on',
    says: 'None is named; the test knows every option of a window, so one cannot be added without it.',
    removals: [
      option(
        'safeDialogs: true,',
        "safeDialogs: true,\n      enableBlinkFeatures: 'CSSVariables',",
      ),
    ],
  },
  {
    point: '11',
    title: 'No popups for embedded browsers',
    says: 'There is no `<webview>`: the tag is off.',
    removals: [option('webviewTag: false', 'webviewTag: true')],
  },
  {
    point: '12',
    title: 'Check embedded browsers before they are made',
    says: 'Each is refused, should the tag ever be on.',
    removals: [
      {
        file: 'electron/main/lockdown.ts',
        from: "contents.on('will-attach-webview', (event) => event.preventDefault());",
        to: '',
        heldBy: held(
          'electron/main/lockdown.test.ts',
          'a page gets no window, no embedded browser and no UDP of its own',
        ),
      },
    ],
  },
  {
    point: '13',
    title: 'Limit navigation',
    says: 'Nowhere but our own page; no redirects; no frames.',
    removals: [
      {
        file: 'electron/main/lockdown.ts',
        from: 'if (!isOwnPage(event.url)) event.preventDefault();',
        to: 'void isOwnPage;',
        heldBy: held(
          'electron/main/lockdown.test.ts',
          'a page stays where it is: no leaving, no redirects, no frames',
        ),
      },
      {
        file: 'electron/main/main.ts',
        from: 'lockNavigation(app);',
        to: 'void lockNavigation;',
        heldBy: held('e2e/security.test.ts', 'the page cannot be led away'),
      },
    ],
  },
  {
    point: '14',
    title: 'Limit new windows',
    says: 'All are denied.',
    removals: [
      {
        file: 'electron/main/lockdown.ts',
        from: "({ action: 'deny' })",
        to: "({ action: 'allow' })",
        heldBy: held(
          'electron/main/lockdown.test.ts',
          'a page gets no window, no embedded browser and no UDP of its own',
        ),
      },
    ],
  },
  {
    point: '15',
    title: 'Open only trusted addresses outside',
    says: 'One door, plain web addresses only.',
    removals: [
      {
        file: 'electron/main/open-external.ts',
        from: 'if (!isSafeExternalUrl(address)) return false;',
        to: '',
        heldBy: held(
          'e2e/security.test.ts',
          'links open in the person’s browser only when they are plain web addresses',
        ),
      },
    ],
  },
  {
    point: '16',
    title: 'A current Electron',
    says: 'Pinned to one version, so that an upgrade is a commit; the release workflow ends when the version is out of support.',
    removals: [
      {
        file: 'package.json',
        from: '"electron": "',
        to: '"electron": "^',
        heldBy: held('scripts/security/security.test.ts', 'Electron is pinned to one version'),
      },
    ],
  },
  {
    point: '17',
    title: 'Check the sender of every message',
    says: 'Protocol, host and main frame, on calls and on cancels; then the name, then the arguments.',
    removals: [
      {
        file: 'electron/main/ipc.ts',
        from: 'if (isTrusted(event)) return;',
        to: 'return;',
        heldBy: held(
          'e2e/door.test.ts',
          'a call from a page at another address is refused as bad_sender',
        ),
      },
      {
        file: 'electron/main/ipc.ts',
        from: 'senderFrame.parent === null && ',
        to: '',
        heldBy: held('electron/main/ipc.test.ts', 'is refused before anything is read'),
      },
      {
        file: 'electron/main/ipc.ts',
        from: 'if (!parsed.success) {',
        to: 'if (!parsed.success && name === undefined) {',
        heldBy: held(
          'e2e/door.test.ts',
          'arguments that do not fit the contract are refused, naming the argument',
        ),
      },
    ],
  },
  {
    point: '18',
    title: 'A scheme of our own instead of file://',
    says: '`app://atrium/` serves the built page’s folder and nothing around it.',
    removals: [
      {
        file: 'electron/main/app-protocol.ts',
        from: "if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return undefined;",
        to: '',
        heldBy: held('e2e/security.test.ts', 'the protocol serves the built page only'),
      },
    ],
  },
  {
    point: '19',
    title: 'Fuses',
    says: 'What the app never needs is off in the binary; the archive is checked and is the only place the app is loaded from. Read back from the packed binary.',
    removals: [
      {
        file: 'electron-builder.yml',
        from: '  runAsNode: false',
        to: '  runAsNode: true',
        heldBy: held(
          'e2e/packed.test.ts',
          'the packaged app starts from what its archive holds, and from nothing else',
        ),
      },
      {
        file: 'electron-builder.yml',
        from: '  onlyLoadAppFromAsar: true',
        to: '  onlyLoadAppFromAsar: false',
        heldBy: held(
          'e2e/packed.test.ts',
          'the packaged app starts from what its archive holds, and from nothing else',
        ),
      },
    ],
  },
  {
    point: '20',
    title: 'No Electron objects for the page',
    says: 'One frozen object with one function for each declared call. The page names calls, never channels, and gets values, never events.',
    removals: [
      {
        file: 'electron/preload/preload.ts',
        from: "contextBridge.exposeInMainWorld('atrium', bridge);",
        to: "contextBridge.exposeInMainWorld('atrium', bridge);\ncontextBridge.exposeInMainWorld('ipcRenderer', { send: ipcRenderer.send.bind(ipcRenderer) });",
        heldBy: held(
          'e2e/security.test.ts',
          'the page sees one frozen object and nothing of Node or Electron',
        ),
      },
    ],
  },
];
