import { afterAll, onTestFinished, test as always } from 'vitest';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { closeSharedBrowser } from '../double/browser.ts';
import type { AppOptions, AppUnderTest } from './app-under-test.ts';
import { freshFolder, launchApp, removeFolder } from './launch-app.ts';

const canRun = process.env['ATRIUM_E2E'] === 'electron' || findChromium() !== undefined;

/**
 * A test of the running app; counted as skipped where there is no browser, or where it makes no sense (`here`).
 * `timeout`, in milliseconds, for one that does more than a person does.
 */
export function test(name: string, body: () => Promise<void>, here = true, timeout?: number): void {
  always.skipIf(!canRun || !here)(name, body, timeout);
}

/** Starts the app for one test and closes it when the test ends, however it ends. */
export async function startApp(options: AppOptions = {}): Promise<AppUnderTest> {
  const app = await launchApp(options);
  onTestFinished(async () => {
    await app.close();
  });
  return app;
}

/** A data folder for tests that start the app more than once. */
export function dataFolder(): string {
  const folder = freshFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

afterAll(closeSharedBrowser);
