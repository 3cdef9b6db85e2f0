import { BrowserWindow } from 'electron';
import { START_PAGE } from './own-origin.ts';
import { windowOptions } from './window-options.ts';

/** Opens the console's window. */
export async function openWindow(preload: string, developing: boolean): Promise<BrowserWindow> {
  const window = new BrowserWindow(windowOptions(preload, developing));
  // Shown once there is something to see, so that nobody looks at a white rectangle.
  window.once('ready-to-show', () => window.show());
  await window.loadURL(START_PAGE);
  return window;
}

/** Brings the window a person already has to the front. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
