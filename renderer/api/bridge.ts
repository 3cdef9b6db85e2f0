import type { Bridge } from '../../shared/contracts/wire.ts';
import { takeToken } from './token.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent on the loopback page. */
    readonly atrium?: Bridge;
  }
}

let chosen: Bridge | undefined;

/** Chooses the bridge once, before the router starts (the page's token stands where the router keeps its route). */
export async function openBridge(): Promise<void> {
  if (window.atrium) {
    chosen = window.atrium;
    return;
  }
  const token = takeToken(window);
  const { pageBridge } = await import('./page-bridge.ts');
  chosen = pageBridge(token, window.fetch.bind(window));
}

/** The bridge chosen at start. */
export function bridge(): Bridge {
  if (!chosen) throw new Error('the bridge is used before it is open');
  return chosen;
}
