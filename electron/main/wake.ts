import type { Engine } from './engine-process.ts';

/** What the operating system says, as this file needs it: Electron's powerMonitor and net fit. */
export interface System {
  /** https://www.electronjs.org/docs/latest/api/power-monitor */
  readonly powerMonitor: {
    on(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
  };
  /** False: there is surely no network. True says little: the computer may be linked to a router without one. */
  isOnline(): boolean;
  every(ms: number, work: () => void): void;
}

/** Electron tells the main process nothing of a network that comes or goes, so it is asked. */
const ASK_MS = 15_000;

/** The engine hears of wakes and networks, and decides whether to sync. */
export function tellWakes(engine: Pick<Engine, 'call'>, system: System): void {
  const tell = (reason: 'wake' | 'online' | 'offline'): void =>
    void engine.call('schedule.wake', { reason });
  system.powerMonitor.on('resume', () => tell('wake'));
  system.powerMonitor.on('unlock-screen', () => tell('wake'));
  let before = true;
  const ask = (): void => {
    const now = system.isOnline();
    if (now !== before) tell(now ? 'online' : 'offline');
    before = now;
  };
  ask();
  system.every(ASK_MS, ask);
}
