import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The program that opens an address in the person's own browser, or undefined where there is none (no screen, a server). */
export function browserCommand(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  isProgram: (file: string) => boolean = executable,
): readonly string[] | undefined {
  if (platform === 'darwin') return ['/usr/bin/open'];
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler'];
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  const folders = (env['PATH'] ?? '').split(':').filter(Boolean);
  const program = folders.map((folder) => path.join(folder, 'xdg-open')).find(isProgram);
  return program === undefined ? undefined : [program];
}

/** Opens an address; false where there is no browser to open it in. Never throws, never waits for the browser. */
export function openBrowser(url: string): Promise<boolean> {
  const [program, ...args] = browserCommand(process.platform, process.env) ?? [];
  if (program === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
