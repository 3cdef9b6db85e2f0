import path from 'node:path';

/**
 * Where Atrium keeps its data: `--data`, else ATRIUM_DATA, else the folder Electron's window uses on this system
 * (https://www.electronjs.org/docs/latest/api/app#appgetpathname, userData), so that all faces share one book.
 */
export function folderFor(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  home: string,
): string {
  const named = option ?? env['ATRIUM_DATA'];
  if (named) return path.resolve(named);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Atrium');
  if (platform === 'win32')
    return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Atrium');
  return path.join(env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), 'Atrium');
}
