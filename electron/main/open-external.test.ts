import { expect, test } from 'vitest';
import { isSafeExternalUrl, openExternal } from './open-external.ts';

test.each(['https://atrium.example/help', 'http://example.com', 'HTTPS://EXAMPLE.COM/'])(
  '%s may be opened',
  (address) => expect(isSafeExternalUrl(address)).toBe(true),
);

test.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://host/share',
  'app://atrium/index.html',
  'mailto:someone@example.com',
  'https://bank.example@evil.example/',
  'https://user:secret@example.com/',
  'example.com',
  '',
])('%s is refused', (address) => expect(isSafeExternalUrl(address)).toBe(false));

test('a refused address is not handed on', async () => {
  const opened: string[] = [];
  const open = async (address: string): Promise<void> => void opened.push(address);
  expect(await openExternal('file:///etc/passwd', open)).toBe(false);
  expect(await openExternal('https://example.com/', open)).toBe(true);
  expect(opened).toEqual(['https://example.com/']);
});
