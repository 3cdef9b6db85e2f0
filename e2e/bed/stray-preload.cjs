// A preload that hands Electron's messages to its page unchecked, as our own never does: for tests that knock at the
// main process's door with senders, names and arguments that the real preload would not let through.
const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('raw', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
});
