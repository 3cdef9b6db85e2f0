import type { BrowserWindowConstructorOptions } from 'electron';

/**
 * How every window is made. What matters to safety is written out, defaults included, so that a change of Electron's
 * defaults changes nothing here (https://www.electronjs.org/docs/latest/tutorial/security, items 2 to 6 and 8 to 11).
 */
export function windowOptions(
  preload: string,
  developing: boolean,
): BrowserWindowConstructorOptions {
  return {
    width: 1360,
    height: 860,
    minWidth: 900,
    minHeight: 600,
    title: 'Atrium',
    // Where a person left the window, on the screen they left it.
    name: 'atrium',
    windowStatePersistence: true,
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
  };
}
