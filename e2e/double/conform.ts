// Checked by the compiler, never run: the double offers nothing that real Electron lacks, so code that works against
// it cannot rely on an invention. A member too many makes `tsc -b` fail with TS2344.
import type * as Electron from 'electron';
import type { Double } from './double.ts';

type Module = Double['module'];
type Window = InstanceType<Module['BrowserWindow']>;
type Utility = ReturnType<Module['utilityProcess']['fork']>;

type Extra<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs>;
type None<T extends never> = T;

export type Conforms = [
  None<Exclude<keyof Module, keyof typeof Electron>>,
  None<Extra<Module['app'], Electron.App>>,
  None<Extra<Module['BrowserWindow'], typeof Electron.BrowserWindow>>,
  None<Extra<Window, Electron.BrowserWindow>>,
  None<Extra<Window['webContents'], Electron.WebContents>>,
  None<Extra<Window['webContents']['mainFrame'], Electron.WebFrameMain>>,
  None<Extra<Module['dialog'], Electron.Dialog>>,
  None<Extra<Module['ipcMain'], Electron.IpcMain>>,
  None<Extra<Module['Menu'], typeof Electron.Menu>>,
  None<Extra<ReturnType<Module['Menu']['buildFromTemplate']>, Electron.Menu>>,
  None<Extra<InstanceType<Module['MenuItem']>, Electron.MenuItem>>,
  None<Extra<Module['net'], Electron.Net>>,
  None<Extra<Module['powerMonitor'], Electron.PowerMonitor>>,
  None<Extra<Module['protocol'], Electron.Protocol>>,
  None<Extra<Module['safeStorage'], Electron.SafeStorage>>,
  None<Extra<Module['session'], typeof Electron.session>>,
  None<Extra<Module['session']['defaultSession'], Electron.Session>>,
  None<Extra<Module['session']['defaultSession']['webRequest'], Electron.WebRequest>>,
  None<Extra<Module['shell'], Electron.Shell>>,
  None<Extra<Module['utilityProcess'], typeof Electron.utilityProcess>>,
  None<Extra<Utility, Electron.UtilityProcess>>,
];
