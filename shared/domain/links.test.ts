import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkOf, routeOf } from './links.ts';

const id = fc.string({ minLength: 1, unit: 'grapheme' }).map(encodeURIComponent);

test('a link leads back to the screen it was copied from, whatever the ids', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.tuple(id, id).map(([a, b]) => `/office/${a}/${b}`),
        id.map((a) => `/account/${a}`),
        fc.constantFrom('/portfolio/offices', '/data', '/settings/book'),
      ),
      fc.constantFrom('', '?ds=2026-11-20', '?tab=features&ds=2026-11-20'),
      (path, search) => {
        expect(routeOf(linkOf(path + search))).toBe(path + search);
      },
    ),
  );
});

test('links look as they are documented, and nothing else is one', () => {
  expect(linkOf('/office/12/34?ds=2026-11-20')).toBe(
    'atrium://account/12/location/34?ds=2026-11-20',
  );
  expect(routeOf('atrium://account/12/')).toBe('/account/12');
  expect(routeOf('https://account/12')).toBeUndefined();
  expect(routeOf('--data=/x')).toBeUndefined();
});
