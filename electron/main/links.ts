import { LINK_SCHEME, routeOf } from '../../shared/domain/links.ts';

/** What of Electron's `app` the links need. */
interface LinkApp {
  readonly isPackaged: boolean;
  setAsDefaultProtocolClient(scheme: string): boolean;
  on(
    event: 'open-url',
    listener: (event: { preventDefault(): void }, url: string) => void,
  ): unknown;
  on(
    event: 'second-instance',
    listener: (event: unknown, argv: readonly string[]) => void,
  ): unknown;
}

/** The screen that a command line asks for: a link stands last, after Chromium's own switches. */
export function routeIn(argv: readonly string[]): string | undefined {
  for (const each of argv.toReversed()) {
    const route = routeOf(each);
    if (route !== undefined) return route;
  }
  return undefined;
}

/**
 * Links `atrium://…` open here: as an event on macOS, on the command line of a second start elsewhere
 * (https://www.electronjs.org/docs/latest/tutorial/launch-app-from-url-in-another-app). What a link may do is to show
 * a screen, as a person could by typing its address.
 */
export function followLinks(app: LinkApp, open: (route: string) => void): void {
  // A version that is being developed leaves the links of this computer to the one that is installed.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const route = routeOf(url);
    if (route !== undefined) open(route);
  });
  app.on('second-instance', (_event, argv) => {
    const route = routeIn(argv);
    if (route !== undefined) open(route);
  });
}
