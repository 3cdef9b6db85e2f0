import type { Codec } from './codec.ts';
import type { Peer } from './worlds.ts';

/** What a preload sends to the main process, as text through one binding. */
export type FromPreload =
  | { k: 'invoke'; id: number; channel: string; v: unknown }
  | { k: 'send'; channel: string; v: unknown };

/** How the main process reaches the preload of a page. */
export interface PreloadWorld {
  settle(id: number, ok: boolean, packed: unknown): void;
  emit(channel: string, packed: unknown): void;
}

type Listener = (...args: unknown[]) => void;
type Run = (
  require: (name: string) => unknown,
  module: { exports: object },
  exports: object,
  process: object,
) => void;

/**
 * Runs a preload script as Electron's sandbox would: CommonJS, `electron` and little else to require, no Node.
 * Injected as source text: nothing outside the function may be used.
 */
export function createPreloadWorld(
  codec: Codec,
  peer: Peer,
  emit: (text: string) => void,
  environment: object,
  run: Run,
): PreloadWorld {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Listener[]>();
  let last = 0;
  const post = (message: FromPreload): void => emit(JSON.stringify(message));
  const heard = (channel: string): Listener[] => listeners.get(channel) ?? [];

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]) {
      const id = ++last;
      const v = codec.encode(args);
      const slot = Promise.withResolvers<unknown>();
      waiting.set(id, slot);
      post({ k: 'invoke', id, channel, v });
      return slot.promise;
    },
    send(channel: string, ...args: unknown[]) {
      post({ k: 'send', channel, v: codec.encode(args) });
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...heard(channel), listener]);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.set(
        channel,
        heard(channel).filter((item) => item !== listener),
      );
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => peer.expose(key, api),
  };
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  run(require, module, module.exports, environment);

  return {
    settle(id, ok, packed) {
      const slot = waiting.get(id);
      waiting.delete(id);
      if (ok) slot?.resolve(codec.decode(packed));
      else slot?.reject(new Error(String(packed)));
    },
    emit(channel, packed) {
      const args = codec.decode(packed) as unknown[];
      for (const listener of heard(channel)) listener({ sender: ipcRenderer, ports: [] }, ...args);
    },
  };
}
