import { existsSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const running = (dataFolder: string): string => path.join(dataFolder, 'running');
const looked = (dataFolder: string): string => path.join(dataFolder, 'checked');
const WEEK_MS = 7 * 86_400_000;

/**
 * True where the databases should be looked through before they are used: the last run did not end by itself (a crash,
 * a kill, a power cut), or nobody has looked for a week. Reading every page takes time, so not at every start.
 */
export function checkIsDue(dataFolder: string, now: number): boolean {
  if (existsSync(running(dataFolder))) return true;
  const stat = statSync(looked(dataFolder), { throwIfNoEntry: false });
  return stat === undefined || now - stat.mtimeMs > WEEK_MS;
}

export function markChecked(dataFolder: string, now: number): void {
  writeFileSync(looked(dataFolder), '');
  utimesSync(looked(dataFolder), now / 1000, now / 1000);
}

/** Something was found: the next start looks, however this run ends. */
export function markUnchecked(dataFolder: string): void {
  rmSync(looked(dataFolder), { force: true });
}

export function markRunning(dataFolder: string): void {
  writeFileSync(running(dataFolder), String(process.pid));
}

/** The run ends by itself. */
export function markEnded(dataFolder: string): void {
  rmSync(running(dataFolder), { force: true });
}
