import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { blockNetwork, denyPermissions, lockPage, mayLoad } from './lockdown.ts';

test('the page loads its own files and images inside them', () => {
  expect(mayLoad('app://atrium/assets/index.js')).toBe(true);
  expect(mayLoad('data:image/svg+xml,<svg/>')).toBe(true);
});

test.each([
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'ws://example.com/',
  'file:///etc/passwd',
  'app://other/index.html',
  'ftp://example.com/data:',
])('%s is blocked', (address) => expect(mayLoad(address)).toBe(false));

test('what may not load is cancelled before it is asked for', () => {
  const asked: boolean[] = [];
  let ask = (_url: string): void => undefined;
  const session = {
    webRequest: {
      onBeforeRequest(
        listener: (details: object, decide: (answer: { cancel: boolean }) => void) => void,
      ) {
        ask = (url) => listener({ url }, ({ cancel }) => asked.push(cancel));
      },
    },
  };
  blockNetwork(session as unknown as Session);
  ask('https://example.com/');
  ask('app://atrium/index.html');
  expect(asked).toEqual([true, false]);
});

test('every permission is refused, asked for or only looked up, and every device', () => {
  const answers: boolean[] = [];
  const session = {
    setPermissionRequestHandler: (
      handler: (contents: null, name: string, decide: (granted: boolean) => void) => void,
    ) => handler(null, 'media', (granted) => answers.push(granted)),
    setPermissionCheckHandler: (handler: () => boolean) => answers.push(handler()),
    setDevicePermissionHandler: (handler: () => boolean) => answers.push(handler()),
  };
  denyPermissions(session as unknown as Session);
  expect(answers).toEqual([false, false, false]);
});

/** A page under lock, and what becomes of what it tries. */
function locked() {
  const contents = new EventEmitter();
  const set = { opened: 'allow', udp: 'default' };
  lockPage(
    Object.assign(contents, {
      setWindowOpenHandler: (handler: () => { action: string }) => {
        set.opened = handler().action;
      },
      setWebRTCIPHandlingPolicy: (policy: string) => {
        set.udp = policy;
      },
    }) as unknown as WebContents,
  );
  const isPrevented = (name: string, details: object = {}): boolean => {
    let prevented = false;
    contents.emit(name, { ...details, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { set, isPrevented };
}

test('a page stays where it is: no leaving, no redirects, no frames', () => {
  const { isPrevented } = locked();
  expect(isPrevented('will-navigate', { url: 'https://example.com/' })).toBe(true);
  expect(isPrevented('will-navigate', { url: 'app://other/index.html' })).toBe(true);
  expect(isPrevented('will-navigate', { url: 'app://atrium/index.html' })).toBe(false);
  expect(isPrevented('will-redirect', { url: 'app://atrium/index.html' })).toBe(true);
  expect(isPrevented('will-frame-navigate', { isMainFrame: false })).toBe(true);
  expect(isPrevented('will-frame-navigate', { isMainFrame: true })).toBe(false);
});

test('a page gets no window, no embedded browser and no UDP of its own', () => {
  const { set, isPrevented } = locked();
  expect(set).toEqual({ opened: 'deny', udp: 'disable_non_proxied_udp' });
  expect(isPrevented('will-attach-webview')).toBe(true);
});
