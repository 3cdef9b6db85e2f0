import path from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium } from '../../scripts/find-chromium.mjs';
import type { Double } from '../double/double.ts';
import { launch } from '../double/launch.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { waitFor } from './wait-for.ts';

interface Shown {
  readonly title: string;
  readonly content: string;
}

/** The built app under the double. */
export async function startOnDouble(appPath: string, dataFolder: string): Promise<AppUnderTest> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('no Chromium, Chrome or Edge on this machine');
  const start = (): Promise<Double> =>
    launch({ appPath, chromium, userData: path.join(dataFolder, 'usual') }, [
      `--data=${dataFolder}`,
    ]);
  const double = await start();
  return { ...drive(double, start), page: await firstPage(double), dataFolder };
}

/** Starts the app where no window is expected; resolves with the texts of its error boxes and its exit code. */
export async function startInVain(
  appPath: string,
  dataFolder: string,
): Promise<{ code: number; errorBoxes: readonly string[] }> {
  const chromium = findChromium() ?? '';
  const double = await launch({ appPath, chromium, userData: dataFolder }, [
    `--data=${dataFolder}`,
  ]);
  return { code: await double.exited, errorBoxes: errorBoxesOf(double) };
}

function drive(
  double: Double,
  start: () => Promise<Double>,
): Omit<AppUnderTest, 'page' | 'dataFolder'> {
  const { BrowserWindow, app } = double.module;
  const front = () => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('the app has no window');
    return window;
  };
  return {
    answerDialog: async (answer) => void double.answers.push(answer),
    errorBoxes: async () => errorBoxesOf(double),
    openedLinks: async () => double.opened,
    chooseKeychain: async (keychain) => void (double.keychain.keychain = keychain),
    chooseProxy: async (answer) => void (double.proxies.answer = () => answer),
    wakeUp: async () => void double.module.powerMonitor.emit('resume'),
    isSandboxed: async () => double.isSandboxed(),
    chooseMenu: async (id) => double.module.Menu.getApplicationMenu()?.getMenuItemById(id)?.click(),
    openLink: async (link) => void app.emit('open-url', { preventDefault() {} }, link),
    windowCount: async () => BrowserWindow.getAllWindows().length,
    minimize: async () => front().minimize(),
    isMinimized: async () => front().isMinimized(),
    async openStrayWindow(url) {
      const preload = path.join(import.meta.dirname, 'stray-preload.cjs');
      const window = new BrowserWindow({ webPreferences: { preload } });
      await window.loadURL(url);
      const page = double.pages().at(-1);
      if (!page) throw new Error(`no page for ${url}`);
      return page;
    },
    startAgain: async () => (await start()).exited,
    enginePid: () => waitFor('the engine', () => double.utilityPids()[0]),
    async close() {
      app.quit();
      return double.exited;
    },
  };
}

function errorBoxesOf(double: Double): string[] {
  return double.shown
    .filter(({ kind }) => kind === 'showErrorBox')
    .map(({ options }) => {
      const { title, content } = options as Shown;
      return `${title}: ${content}`;
    });
}

/** A browser that was not yet in the disk's cache takes its time on a busy machine. */
const FIRST_WINDOW_MS = 40_000;

async function firstPage(double: Double): Promise<Page> {
  const first = (): Page | undefined => {
    const visible = double.module.BrowserWindow.getAllWindows().some((item) => item.isVisible());
    return visible ? double.pages()[0] : undefined;
  };
  return waitFor('the first window', first, FIRST_WINDOW_MS);
}
