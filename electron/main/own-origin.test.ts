import { expect, test } from 'vitest';
import { isOwnPage, START_PAGE } from './own-origin.ts';

test('our own pages are app://atrium, whatever comes after', () => {
  expect(isOwnPage(START_PAGE)).toBe(true);
  expect(isOwnPage('app://atrium/')).toBe(true);
  expect(isOwnPage('app://atrium/index.html#/portfolio')).toBe(true);
});

test.each([
  'https://atrium/index.html',
  'app://atrium.example/index.html',
  'app://other/?next=app://atrium/',
  'https://example.com/#app://atrium/',
  'app:atrium',
  'data:text/html,app://atrium/',
  'about:blank',
  'file:///atrium/index.html',
  'app://atrium:80/index.html',
  'null',
  '',
])('%s is not our page', (address) => {
  expect(isOwnPage(address)).toBe(false);
});
