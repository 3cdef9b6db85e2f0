import { expect, test } from 'vitest';
import { followLinks, routeIn } from './links.ts';

function appDouble(isPackaged: boolean) {
  const heard = new Map<string, (...args: never[]) => void>();
  const schemes: string[] = [];
  return {
    schemes,
    isPackaged,
    setAsDefaultProtocolClient: (scheme: string) => schemes.push(scheme) > 0,
    on: (name: string, listener: (...args: never[]) => void) => heard.set(name, listener),
    emit: (name: string, ...args: unknown[]) => heard.get(name)?.(...(args as never[])),
  };
}

test('a link opens its screen, from macOS and from a second start; other arguments open nothing', () => {
  const app = appDouble(true);
  const opened: string[] = [];
  followLinks(app, (route) => opened.push(route));
  app.emit('open-url', { preventDefault: () => undefined }, 'atrium://account/12/location/34');
  app.emit('second-instance', {}, ['atrium', '--flag', 'atrium://data?ds=2026-11-20']);
  app.emit('second-instance', {}, ['atrium', '--data=/somewhere']);
  app.emit('open-url', { preventDefault: () => undefined }, 'https://example.com/account/12');
  expect(opened).toEqual(['/office/12/34', '/data?ds=2026-11-20']);
  expect(app.schemes).toEqual(['atrium']);
});

test('only an installed version takes the links of the computer', () => {
  const app = appDouble(false);
  followLinks(app, () => undefined);
  expect(app.schemes).toEqual([]);
});

test('the command line of the first start may hold a link', () => {
  expect(routeIn(['atrium', 'atrium://account/7/'])).toBe('/account/7');
  expect(routeIn(['atrium', '.'])).toBeUndefined();
});
