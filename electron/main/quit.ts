import type { App } from 'electron';
import type { Engine } from './engine-process.ts';

const PATIENCE_MS = 5_000;

/** The engine closes its databases first; the app quits when it has ended, or when patience has. */
export function stopBeforeQuit(app: App, engine: Pick<Engine, 'stop'>): void {
  let stopped = false;
  async function stopThenQuit(): Promise<void> {
    await engine.stop(PATIENCE_MS);
    stopped = true;
    app.quit();
  }
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void stopThenQuit();
  });
}
