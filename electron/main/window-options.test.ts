import { expect, test } from 'vitest';
import { windowOptions } from './window-options.ts';

test('a window is sandboxed, isolated, without Node, and with nothing that loosens Chromium', () => {
  const { preload, devTools, ...safety } =
    windowOptions('/app/preload.cjs', false).webPreferences ?? {};
  expect(preload).toBe('/app/preload.cjs');
  expect(devTools).toBe(false);
  // All of them: an option that is added must be thought about here as well.
  expect(safety).toEqual({
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
    spellcheck: false,
  });
});

test('developer tools open in development only', () => {
  expect(windowOptions('preload.cjs', true).webPreferences?.devTools).toBe(true);
});

test('a window comes back where it was left', () => {
  expect(windowOptions('preload.cjs', false)).toMatchObject({
    name: 'atrium',
    windowStatePersistence: true,
  });
});
