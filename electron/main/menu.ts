import type { MenuItemConstructorOptions } from 'electron';
import {
  COMMAND_IDS,
  commandOf,
  type CommandDeclaration,
  type CommandId,
} from '../../shared/domain/commands.ts';

/**
 * The window's menu: what every program has, and the commands of the page in the menu they name. A command is told to
 * the page, which knows whether it applies on the screen that is shown.
 */
export function menuOf(
  platform: NodeJS.Platform,
  developing: boolean,
  tell: (id: CommandId) => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const own = (menu: CommandDeclaration['menu']): MenuItemConstructorOptions[] =>
    COMMAND_IDS.filter((id) => commandOf(id).menu === menu).map((id) => ({
      id,
      label: commandOf(id).title,
      ...acceleratorOf(commandOf(id).keys[0]),
      click: () => tell(id),
    }));
  const line = { type: 'separator' } as const;
  const view: MenuItemConstructorOptions[] = [
    ...own('View'),
    line,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    line,
    { role: 'togglefullscreen' },
  ];
  if (developing) view.push(line, { role: 'reload' }, { role: 'toggleDevTools' });
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: [...own('File'), line, mac ? { role: 'close' } : { role: 'quit' }] },
    {
      label: 'Edit',
      submenu: [
        ...own('Edit'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: 'View', submenu: view },
    { label: 'Go', submenu: own('Go') },
    { label: 'Data', submenu: own('Data') },
    { role: 'windowMenu' },
    { role: 'help', submenu: own('Help') },
  ];
}

/**
 * Only chords are shown: a single letter would be taken from every field. The page hears the keys itself, so they are
 * not registered a second time (macOS gives a key to the page first, and the menu what the page leaves).
 */
function acceleratorOf(stroke: string | undefined): MenuItemConstructorOptions {
  if (!stroke?.startsWith('Mod+')) return {};
  const accelerator = stroke.replace('Mod', 'CommandOrControl').replace(/\+(.)$/, upper);
  return { accelerator, registerAccelerator: false };
}

const upper = (_match: string, key: string): string => `+${key.toUpperCase()}`;
