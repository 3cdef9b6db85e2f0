import path from 'node:path';
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron';
import type { EventName } from '../../shared/contracts/contract.ts';
import { problemOf } from '../../shared/contracts/problem.ts';
import { CHANNELS } from '../../shared/contracts/wire.ts';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { dataFolderOf, makeFolder } from './data-folder.ts';
import { endOver, fileDialogs } from './dialogs.ts';
import { startEngine } from './engine-process.ts';
import { openDoor } from './ipc.ts';
import { keyCalls, keyKeeper } from './keys.ts';
import { followLinks, routeIn } from './links.ts';
import { blockNetwork, denyPermissions, lockNavigation } from './lockdown.ts';
import { menuOf } from './menu.ts';
import { openExternal } from './open-external.ts';
import { questionAnswerer } from './questions.ts';
import { stopBeforeQuit } from './quit.ts';
import { refreshWindows } from './refresh.ts';
import { shellCalls } from './shell-calls.ts';
import { tellWakes } from './wake.ts';
import { focusWindow, openWindow } from './window.ts';

const here = import.meta.dirname;
const files = {
  preload: path.join(here, 'preload.cjs'),
  engine: path.join(here, 'engine.js'),
  renderer: path.join(here, '../renderer'),
};
const developing = !app.isPackaged;
const dataFolder = dataFolderOf(process.argv, process.env, app.getPath('userData'));

declareAppScheme(protocol);
app.enableSandbox();
lockNavigation(app);
if (takeDataFolder()) {
  if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(fail);
  else app.quit();
}

/** Chromium's single-instance lock goes by this folder; its caches stay in one sub-folder of it. */
function takeDataFolder(): boolean {
  const problem = makeFolder(path.join(dataFolder, 'window'));
  if (problem) {
    endOver('Atrium cannot use its data folder', problem);
    return false;
  }
  app.setPath('userData', dataFolder);
  app.setPath('sessionData', path.join(dataFolder, 'window'));
  return true;
}

async function start(): Promise<void> {
  denyPermissions(session.defaultSession);
  blockNetwork(session.defaultSession);
  serveApp(protocol, files.renderer);
  const menu = menuOf(process.platform, developing, (id) => tellFront('command', { id }));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));

  const keys = keyKeeper({
    vault: safeStorage,
    folder: dataFolder,
    platform: process.platform,
  });
  const engine = startEngine({
    answer: questionAnswerer({
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      keys,
    }),
    fork: () =>
      utilityProcess.fork(files.engine, [dataFolder, app.getVersion()], {
        serviceName: 'Atrium engine',
      }),
    onEvent: tellWindows,
    onRefused: (problem) => endOver('Atrium cannot open its data', problem),
    onRestarted: () => void refreshWindows(engine, tellWindows),
  });
  openDoor(ipcMain, engine, {
    ...shellCalls({
      version: app.getVersion(),
      platform: process.platform,
      ...fileDialogs,
      openExternal: (url) => openExternal(url, (safe) => shell.openExternal(safe)),
    }),
    ...keyCalls(keys),
  });

  tellWakes(engine, {
    powerMonitor,
    isOnline: () => net.isOnline(),
    every: (ms, work) => void setInterval(work, ms).unref(),
  });

  followLinks(app, (route) => tellFront('open', { route }));
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window) focusWindow(window);
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0)
      openWindow(files.preload, developing).catch(fail);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  stopBeforeQuit(app, engine);

  await openWindow(files.preload, developing, routeIn(process.argv));
}

function tellWindows(name: EventName, payload: unknown): void {
  for (const window of BrowserWindow.getAllWindows()) {
    window.webContents.send(CHANNELS.event, name, payload);
  }
}

/** To the window one works in. */
function tellFront(name: EventName, payload: unknown): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  window?.webContents.send(CHANNELS.event, name, payload);
}

function fail(error: unknown): void {
  endOver('Atrium could not start', problemOf(error));
}
