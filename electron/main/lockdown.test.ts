import { expect, test } from 'vitest';
import { mayLoad } from './lockdown.ts';

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
