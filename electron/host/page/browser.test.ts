import { expect, test } from 'vitest';
import { browserCommand } from './browser.ts';

const always = (): boolean => true;
const found = (wanted: string) => (file: string) => file === wanted;

test('each system has its own way to open an address', () => {
  expect(browserCommand('darwin', {})).toEqual(['/usr/bin/open']);
  expect(browserCommand('win32', {})).toEqual(['rundll32.exe', 'url.dll,FileProtocolHandler']);
  const env = { DISPLAY: ':0', PATH: '/opt/bin:/usr/bin' };
  expect(browserCommand('linux', env, found('/usr/bin/xdg-open'))).toEqual(['/usr/bin/xdg-open']);
});

test('without a screen or an opener there is no browser to open', () => {
  expect(browserCommand('linux', { PATH: '/usr/bin' }, always)).toBeUndefined();
  expect(
    browserCommand('linux', { WAYLAND_DISPLAY: 'w', PATH: '/usr/bin' }, () => false),
  ).toBeUndefined();
});
