import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** A real Electron binary: ATRIUM_ELECTRON, or the one that `npx install-electron` put into node_modules. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['ATRIUM_ELECTRON'];
  if (named) return existsSync(named) ? named : undefined;
  const folder = path.join(root, 'node_modules/electron');
  const note = path.join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = path.join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}
