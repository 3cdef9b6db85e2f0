import { contextBridge, ipcRenderer } from 'electron';
import { callNames, type EventName, eventNames } from '../../shared/contracts/contract.ts';
import type { CallName, Reply } from '../../shared/contracts/contract.ts';
import { problemOf } from '../../shared/contracts/problem.ts';
import { type Bridge, bridgeCalls, CHANNELS, type Running } from '../../shared/contracts/wire.ts';

/**
 * Everything the page gets: one function for each declared call and a way to listen to declared events. The page names
 * calls and events, never a channel, and never sees Electron's own objects (security checklist, item 20).
 */
type Listener = (payload: never) => void;

// Ids of one page life never meet those of another, so a late answer cannot reach the wrong call after a reload.
const page = crypto.randomUUID();
let calls = 0;
const progressOf = new Map<string, Listener>();
const listeners = new Map<string, Set<Listener>>(eventNames.map((name) => [name, new Set()]));

ipcRenderer.on(CHANNELS.progress, (_event, id: string, progress: unknown) => {
  progressOf.get(id)?.(progress as never);
});
ipcRenderer.on(CHANNELS.event, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
});

function start(name: CallName, input: unknown, onProgress?: Listener): Running<unknown> {
  const id = `${page}:${++calls}`;
  if (onProgress) progressOf.set(id, onProgress);
  return {
    result: reply(id, name, input).finally(() => progressOf.delete(id)),
    cancel: () => ipcRenderer.send(CHANNELS.cancel, id),
  };
}

async function reply(id: string, name: CallName, input: unknown): Promise<Reply<unknown>> {
  try {
    return await ipcRenderer.invoke(CHANNELS.call, id, name, input);
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

const bridge: Bridge = {
  calls: bridgeCalls(callNames, start),
  on(name: EventName, listener: Listener) {
    const known = listeners.get(name);
    known?.add(listener);
    return () => {
      known?.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('atrium', bridge);
