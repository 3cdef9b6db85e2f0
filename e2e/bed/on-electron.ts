import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import type { AppUnderTest } from './app-under-test.ts';
import { waitFor } from './wait-for.ts';

interface Noted {
  readonly links: string[];
  readonly errors: string[];
}

/** The built app in a real Electron. */
export async function startOnElectron(
  binary: string,
  appPath: string,
  dataFolder: string,
): Promise<AppUnderTest> {
  const args = [appPath, `--data=${dataFolder}`];
  const app = await _electron.launch({ executablePath: binary, args });
  await takeNotes(app);
  const page = await app.firstWindow();
  const stray = path.join(import.meta.dirname, 'stray-preload.cjs');

  return {
    page,
    dataFolder,
    async answerDialog(answer) {
      await app.evaluate(({ dialog }, given) => {
        const filePaths = [...(given.filePaths ?? [])];
        const { canceled = false, filePath = '' } = given;
        dialog.showOpenDialog = async () => ({ canceled, filePaths });
        dialog.showSaveDialog = async () => ({ canceled, filePath });
      }, answer);
    },
    errorBoxes: async () => (await notesOf(app)).errors,
    openedLinks: async () => (await notesOf(app)).links,
    chooseKeychain: (keychain) =>
      app.evaluate(({ safeStorage }, chosen) => {
        safeStorage.isAsyncEncryptionAvailable = async () => chosen !== 'unavailable';
        safeStorage.getSelectedStorageBackend = () =>
          chosen === 'keyring' ? 'gnome_libsecret' : 'basic_text';
      }, keychain),
    chooseProxy: (answer) =>
      app.evaluate(({ session }, chosen) => {
        session.defaultSession.resolveProxy = async () => chosen;
      }, answer),
    wakeUp: () => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume')),
    isSandboxed: () =>
      app.evaluate(({ app: electronApp }) => electronApp.commandLine.hasSwitch('enable-sandbox')),
    chooseMenu: (id) =>
      app.evaluate(({ Menu }, chosen) => {
        Menu.getApplicationMenu()?.getMenuItemById(chosen)?.click();
      }, id),
    openLink: (link) =>
      app.evaluate(
        ({ app: electronApp }, url) =>
          void electronApp.emit('open-url', { preventDefault() {} }, url),
        link,
      ),
    windowCount: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    minimize: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize()),
    isMinimized: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === true),
    async openStrayWindow(url) {
      const opened = app.waitForEvent('window');
      await app.evaluate(
        async ({ BrowserWindow }, { preload, address }) => {
          const window = new BrowserWindow({ webPreferences: { preload } });
          await window.loadURL(address);
        },
        { preload: stray, address: url },
      );
      return opened;
    },
    async startAgain() {
      const [code] = (await once(spawn(binary, args), 'exit')) as [number | null];
      return code ?? 1;
    },
    enginePid: () =>
      waitFor('the engine', () =>
        app.evaluate(({ app: electronApp }) => {
          const engine = electronApp.getAppMetrics().find(({ name }) => name === 'Atrium engine');
          return engine?.pid;
        }),
      ),
    async close() {
      const exited = once(app.process(), 'exit') as Promise<[number | null]>;
      await app.evaluate(({ app: electronApp }) => electronApp.quit());
      const [code] = await exited;
      return code ?? 1;
    },
  };
}

/** Nothing is opened or shown on the machine that runs the tests; what would have been is noted instead. */
async function takeNotes(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog, shell }) => {
    const notes: Noted = { links: [], errors: [] };
    Object.assign(globalThis, { notes });
    shell.openExternal = async (url) => void notes.links.push(url);
    dialog.showErrorBox = (title, content) => void notes.errors.push(`${title}: ${content}`);
  });
}

async function notesOf(app: ElectronApplication): Promise<Noted> {
  return app.evaluate(() => (globalThis as unknown as { notes: Noted }).notes);
}
