import { existsSync, readFileSync } from 'node:fs';
import { at, node24 } from './paths.mjs';
import { run, toolEnv } from './run.mjs';

/** Electron's program: the one ATRIUM_ELECTRON names, else the one the `electron` package has fetched. */
export function findElectron() {
  const named = process.env.ATRIUM_ELECTRON;
  if (named) return existsSync(named) ? named : undefined;
  const pathFile = at('node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = at('node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

/**
 * Fetches the program (about 110 MB; since Electron 42 the package does not bring it along) and returns it, or
 * undefined where that is not possible. Without a network this takes a second; never more than 90 s.
 */
export async function fetchElectron() {
  await run(node24(), [at('node_modules', 'electron', 'install.js')], {
    env: toolEnv(),
    timeout: 90_000,
  });
  return findElectron();
}

/** A window needs a screen: on Linux without X or Wayland there is none. */
export function hasScreen() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
