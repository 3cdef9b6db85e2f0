import { BrowserWindow } from 'electron';
import { START_PAGE } from './own-origin.ts';
import { windowOptions } from './window-options.ts';

/** Opens the console's window, on the screen `route` (path and search, as the page's router has them) where it is given. */
export async function openWindow(
  preload: string,
  developing: boolean,
  route?: string,
): Promise<BrowserWindow> {
  const window = new BrowserWindow(windowOptions(preload, developing));
  // Shown once there is something to see, so that nobody looks at a white rectangle.
  window.once('ready-to-show', () => window.show());
  await window.loadURL(route === undefined ? START_PAGE : `${START_PAGE}#${route}`);
  return window;
}

/** Brings the window a person already has to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
