import { readFileSync } from 'node:fs';
import { createCodec } from './codec.ts';
import { createPreloadWorld } from './preload-world.ts';
import { createPeer } from './worlds.ts';

/** The isolated world's name, its one way out, and the handle the main process finds it by. */
export const WORLD = 'preload';
export const BINDING = '__doubleIpc';
export const HANDLE = '__doublePreload';

/** These functions use nothing outside themselves, so their own text is all a page needs. */
const codec = createCodec.toString();
const peer = createPeer.toString();
const world = createPreloadWorld.toString();

// Electron runs a preload in main frames only (nodeIntegrationInSubFrames is off).
const MAIN_FRAME = 'if (window === window.top)';

/** Source for the page's own world: only its end of the context bridge, which leaves no global behind. */
export function pageSource(): string {
  return `${MAIN_FRAME} { (${peer})((${codec})(), 'page'); }`;
}

/** Source for the isolated world: the other end, and in it the preload script byte for byte. */
export function preloadSource(file: string): string {
  const environment = { platform: process.platform, sandboxed: true, contextIsolated: true };
  const script = readFileSync(file, 'utf8');
  return `${MAIN_FRAME} {
    const codec = (${codec})();
    const peer = (${peer})(codec, 'preload');
    globalThis.${HANDLE} = (${world})(
      codec, peer, globalThis.${BINDING}, ${JSON.stringify({ ...environment, type: 'renderer', env: {} })},
      function (require, module, exports, process) {${script}\n},
    );
  }`;
}
