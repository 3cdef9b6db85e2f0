import type { App, Session, WebContents } from 'electron';
import { isOwnPage } from './own-origin.ts';

/** Every permission is refused: the console needs no camera, location, notification or clipboard reading. */
export function denyPermissions(session: Session): void {
  // Without a request handler Electron grants all (security checklist, item 5); some APIs ask only the check handler.
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * The page has no network: its data comes through the door, and S3 is the engine's. A package that turns bad in the
 * page then has nowhere to send anything.
 */
export function blockNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !mayLoad(details.url) });
  });
}

/** `data:` carries images inside our own files and reaches no network; devtools are Chromium's own pages. */
export function mayLoad(address: string): boolean {
  return isOwnPage(address) || address.startsWith('data:') || address.startsWith('devtools://');
}

/** For every page the app ever makes: no leaving, no redirects, no new windows, no embedded browsers, no UDP. */
export function lockNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents));
}

/** Fits `WebContents`, and a fake of a test. */
type Lockable = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>;

export function lockPage(contents: Lockable): void {
  contents.on('will-navigate', (event) => {
    // Reloading our own page is how a person recovers from anything odd; it leads nowhere else.
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  // The page has no frames; one that appeared all the same goes nowhere.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // WebRTC sends UDP past `onBeforeRequest`; this leaves it only a proxy, and the page has none.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
