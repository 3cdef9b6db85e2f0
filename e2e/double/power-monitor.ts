import { EventEmitter } from 'node:events';

/** What the operating system says: a test wakes the computer with Electron's own event names; the network is there. */
export const createSystem = () => ({
  powerMonitor: new EventEmitter(),
  net: { isOnline: () => true },
});
