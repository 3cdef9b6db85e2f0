import { expect, test } from 'vitest';
import { takeToken, type TokenPlace } from './token.ts';

function place(hash: string, kept: string | null = null): { at: TokenPlace; urls: string[] } {
  const urls: string[] = [];
  const store = new Map<string, string>(kept === null ? [] : [['atrium.token', kept]]);
  return {
    urls,
    at: {
      location: { hash, pathname: '/', search: '' },
      history: { replaceState: (_data, _unused, url) => urls.push(url) },
      sessionStorage: {
        getItem: (key) => store.get(key) ?? null,
        setItem: (key, value) => void store.set(key, value),
      },
    },
  };
}

test('takes the token out of the address and keeps it for a reload', () => {
  const { at, urls } = place('#token=ab_C-9');
  expect(takeToken(at)).toBe('ab_C-9');
  expect(urls).toEqual(['/']);
  expect(takeToken({ ...at, location: { ...at.location, hash: '#/portfolio' } })).toBe('ab_C-9');
});

test('leaves a route alone and says when there is no token', () => {
  const { at, urls } = place('#/office/1/2');
  expect(takeToken(at)).toBeNull();
  expect(urls).toEqual([]);
});
