import path from 'node:path';
import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, fileBehind } from './app-protocol.ts';

const ROOT = path.resolve('/srv/app/out/renderer');

test('an address names a file inside the built page', () => {
  expect(fileBehind(ROOT, 'app://atrium/')).toBe(path.join(ROOT, 'index.html'));
  expect(fileBehind(ROOT, 'app://atrium/assets/a%20b.js?x#y')).toBe(
    path.join(ROOT, 'assets/a b.js'),
  );
});

test.each([
  'app://atrium/..%2felectron%2fmain.js',
  'app://atrium/..%2frenderer-of-someone-else%2fx.js',
  'app://atrium/%zz',
  'app://atrium/a%00.js',
  'app://other/index.html',
  'https://example.com/index.html',
])('%s names nothing', (address) => {
  expect(fileBehind(ROOT, address)).toBeUndefined();
});

test('dots that an address resolves by itself stay inside', () => {
  expect(fileBehind(ROOT, 'app://atrium/%2e%2e/%2e%2e/package.json')).toBe(
    path.join(ROOT, 'package.json'),
  );
});

test('no path, however encoded, leads out of the folder', () => {
  const piece = constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', '\\', 'a', '%00', '');
  assert(
    property(array(piece, { maxLength: 12 }), (pieces) => {
      const file = fileBehind(ROOT, `app://atrium/${pieces.join('')}`);
      expect(file === undefined || file.startsWith(ROOT + path.sep)).toBe(true);
    }),
  );
});

test('the policy starts from nothing and allows no inline or evaluated code', () => {
  expect(CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'/);
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/);
});
