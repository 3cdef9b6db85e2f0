// What `import 'electron'` finds under the double (register.ts leads here). A module's names are fixed text, so each
// member of the launch's double is named once.
import { doubleOf } from './runs.ts';

const double = doubleOf(import.meta.url);
export const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} = double.module;
export default double.module;

// Ready comes after the app's own first lines have run, as in Electron.
setImmediate(() => double.becomeReady());
