import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppOptions, AppUnderTest } from './app-under-test.ts';
import { findElectron } from '../../scripts/lib/electron.mjs';
import { startOnDouble } from './on-double.ts';
import { startOnElectron } from './on-electron.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** Starts the built app over a data folder of its own, in real Electron where ATRIUM_E2E=electron asks for it. */
export async function launchApp(options: AppOptions = {}): Promise<AppUnderTest> {
  const appPath = options.appPath ?? root;
  const dataFolder = options.dataFolder ?? freshFolder();
  const app =
    process.env['ATRIUM_E2E'] === 'electron'
      ? await startOnElectron(electronOrFail(), appPath, dataFolder)
      : await startOnDouble(appPath, dataFolder);
  let closed: Promise<number> | undefined;
  async function close(): Promise<number> {
    const code = await app.close();
    if (options.dataFolder === undefined) removeFolder(dataFolder);
    return code;
  }
  return { ...app, close: () => (closed ??= close()) };
}

export function freshFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'atrium-e2e-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function electronOrFail(): string {
  const binary = findElectron();
  if (binary === undefined) throw new Error('ATRIUM_E2E=electron, but there is no Electron binary');
  return binary;
}
