import { BrowserWindow } from 'electron';
import { START_PAGE } from './own-origin.ts';

/** Opens the console's window. Every option that matters to safety is written out, defaults included. */
export async function openWindow(preload: string, developing: boolean): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 900,
    minHeight: 600,
    title: 'Atrium',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // The spell checker downloads dictionaries.
      spellcheck: false,
      devTools: developing,
    },
  });
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
