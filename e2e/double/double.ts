import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { AppLife, DoubleApp } from './app.ts';
import { sharedBrowser } from './browser.ts';
import { Windows, windowClassOf } from './browser-window.ts';
import { createCodec } from './codec.ts';
import { createDialogs } from './dialog.ts';
import { type Handlers, invoke, IpcMain } from './ipc-main.ts';
import { MenuItem, menuClass } from './menu.ts';
import { createSafeStorage } from './safe-storage.ts';
import { createSystem } from './power-monitor.ts';
import { createSession } from './session.ts';
import { type ForkOptions, Utilities } from './utility-process.ts';

export interface DoubleConfig {
  /** The folder that holds package.json, or an extracted asar. */
  readonly appPath: string;
  readonly userData: string;
  readonly chromium: string;
}

/** One launch: everything `import 'electron'` gives, and beside it what a test may know and do. */
export function createDouble(config: DoubleConfig) {
  const manifest = JSON.parse(
    readFileSync(path.join(config.appPath, 'package.json'), 'utf8'),
  ) as Readonly<Record<'name' | 'productName' | 'version' | 'main', string>>;
  const dialogs = createDialogs();
  const utilities = new Utilities();
  const life = new AppLife();
  const handlers: Handlers = new Map();
  const ipcMain = new IpcMain(handlers);
  const { protocol, session, network, proxies } = createSession(() => life.isReady);
  const { safeStorage, chosen } = createSafeStorage(() => life.isReady);

  let opening: Promise<BrowserContext> | undefined;
  async function openContext(): Promise<BrowserContext> {
    const browser = await sharedBrowser(config.chromium);
    return browser.newContext({ viewport: null });
  }

  const app = new DoubleApp(
    {
      appPath: config.appPath,
      name: manifest.productName ?? manifest.name,
      version: manifest.version,
      userData: config.userData,
    },
    {
      closeWindows: async () => windows.closeAll(),
      async endAll() {
        const context = await opening;
        await context?.close();
        await utilities.killAll();
      },
    },
    life,
  );
  const windows = new Windows({
    app,
    codec: createCodec(),
    network,
    isReady: () => life.isReady,
    isQuitting: () => life.isQuitting || life.isOver,
    quit: () => app.quit(),
    context: () => (opening ??= openContext()),
    invoke: (channel, event, args) => invoke(handlers, channel, event, args),
    emitSend: (channel, event, args) => void ipcMain.emit(channel, event, ...args),
  });

  return {
    /** The file package.json names as the app's main. */
    main: path.join(config.appPath, manifest.main),
    /** Everything `import 'electron'` gives. */
    module: {
      app,
      BrowserWindow: windowClassOf(windows),
      dialog: dialogs.dialog,
      ipcMain,
      Menu: menuClass(),
      MenuItem,
      ...createSystem(),
      protocol,
      safeStorage,
      session,
      shell: dialogs.shell,
      utilityProcess: {
        fork: (file: string, args: readonly string[] = [], options: ForkOptions = {}) =>
          utilities.fork(file, args, options),
      },
    },
    exited: life.exited.promise,
    isSandboxed: () => life.isSandboxed,
    becomeReady(): void {
      if (life.isOver) return;
      life.isReady = true;
      life.ready.resolve();
      app.emit('ready', {}, {});
    },
    /** The Chromium pages behind the open windows, oldest first. */
    pages: (): Page[] =>
      [...windows.open.values()].flatMap((window) => windows.pages.get(window) ?? []),
    answers: dialogs.answers,
    shown: dialogs.shown,
    opened: dialogs.opened,
    /** The computer's network settings and its keychain, for tests to choose. */
    proxies,
    keychain: chosen,
    utilityPids: () => utilities.pids(),
  };
}

export type Double = ReturnType<typeof createDouble>;
