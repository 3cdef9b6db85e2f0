/**
 * Every command, declared once. The keys, the palette, the sheet behind `?` and the native menu are made from this
 * table; what a command does is told by the screen that can do it (renderer/components/commands.ts).
 */
export interface CommandDeclaration {
  readonly title: string;
  readonly group: CommandGroup;
  /**
   * Alternatives. `Mod+k`: ⌘ on macOS, Ctrl elsewhere. `g p`: one after the other. Single letters count only where no
   * field or control has the focus, and can be switched off (WCAG 2.1.4).
   */
  readonly keys: readonly string[];
  /** Whose keys they are; of two commands with one key, the nearer one goes first: table, then screen, then window. */
  readonly where: 'grid' | 'screen' | 'window';
  /** Stands in this menu of the window. */
  readonly menu?: 'File' | 'Edit' | 'View' | 'Go' | 'Data' | 'Help';
  /** A movement rather than an act: not offered by name in the palette. */
  readonly keysOnly?: true;
}

type CommandGroup = 'Go' | 'Table' | 'Do' | 'View' | 'Data';
export const COMMAND_GROUPS: readonly CommandGroup[] = ['Go', 'Table', 'Do', 'View', 'Data'];

export const COMMANDS = {
  'palette.open': {
    title: 'Find an account, an office or a command',
    group: 'Go',
    keys: ['Mod+k'],
    where: 'window',
    menu: 'Go',
    keysOnly: true,
  },
  'go.offices': {
    title: 'Offices',
    group: 'Go',
    keys: ['g p'],
    where: 'window',
    menu: 'Go',
  },
  'go.accounts': {
    title: 'Accounts',
    group: 'Go',
    keys: ['g a'],
    where: 'window',
    menu: 'Go',
  },
  'go.data': { title: 'Data health', group: 'Go', keys: ['g d'], where: 'window', menu: 'Go' },
  'go.models': { title: 'Models', group: 'Go', keys: ['g m'], where: 'window', menu: 'Go' },
  'go.settings': { title: 'Settings', group: 'Go', keys: ['g s'], where: 'window', menu: 'Go' },
  'go.back': { title: 'Back', group: 'Go', keys: ['['], where: 'window', menu: 'Go' },
  'go.forward': { title: 'Forward', group: 'Go', keys: [']'], where: 'window', menu: 'Go' },
  'go.previous': {
    title: 'The one before in the list',
    group: 'Go',
    keys: ['Alt+ArrowUp'],
    where: 'window',
    menu: 'Go',
  },
  'go.next': {
    title: 'The next in the list',
    group: 'Go',
    keys: ['Alt+ArrowDown'],
    where: 'window',
    menu: 'Go',
  },
  'go.up': {
    title: 'Close, or back',
    group: 'Go',
    keys: ['Escape'],
    where: 'window',
    keysOnly: true,
  },

  'filter.quick': { title: 'Quick filter', group: 'Table', keys: ['/'], where: 'screen' },
  'filter.clear': {
    title: 'Clear the filter',
    group: 'Table',
    keys: ['Escape'],
    where: 'screen',
  },
  'grid.rows': {
    title: 'Rows',
    group: 'Table',
    keys: ['ArrowUp', 'ArrowDown', 'j', 'k'],
    where: 'screen',
    keysOnly: true,
  },
  'grid.columns': {
    title: 'Columns',
    group: 'Table',
    keys: ['ArrowLeft', 'ArrowRight'],
    where: 'grid',
    keysOnly: true,
  },
  'grid.ends': {
    title: 'First and last column; with Ctrl of the table',
    group: 'Table',
    keys: ['Home', 'End'],
    where: 'grid',
    keysOnly: true,
  },
  'grid.pages': {
    title: 'A screenful',
    group: 'Table',
    keys: ['PageUp', 'PageDown'],
    where: 'grid',
    keysOnly: true,
  },
  'grid.open': {
    title: 'Open the row, or the menu of a column',
    group: 'Table',
    keys: ['Enter'],
    where: 'grid',
    keysOnly: true,
  },
  'grid.peek': {
    title: 'Look at the row beside the list',
    group: 'Table',
    keys: [' '],
    where: 'grid',
  },
  'grid.select': {
    title: 'Select the row',
    group: 'Table',
    keys: ['x', 'Shift+ '],
    where: 'grid',
  },
  'grid.extend': {
    title: 'Select as one goes',
    group: 'Table',
    keys: ['Shift+ArrowUp', 'Shift+ArrowDown'],
    where: 'grid',
    keysOnly: true,
  },
  'grid.selectAll': {
    title: 'Select all rows',
    group: 'Table',
    keys: ['Mod+a'],
    where: 'grid',
  },
  'grid.selectNone': {
    title: 'Select nothing',
    group: 'Table',
    keys: ['Escape'],
    where: 'grid',
  },
  'grid.sort': {
    title: 'Sort by the column',
    group: 'Table',
    keys: ['s'],
    where: 'grid',
  },
  'grid.sortAlso': {
    title: 'Sort by the column as well',
    group: 'Table',
    keys: ['Shift+s'],
    where: 'grid',
  },
  'grid.columnMenu': {
    title: 'Menu of the column: move, pin, width, hide',
    group: 'Table',
    keys: ['Alt+ArrowDown'],
    where: 'grid',
  },
  'grid.choose': {
    title: 'Choose columns',
    group: 'Table',
    keys: ['c'],
    where: 'grid',
  },
  'grid.copy': {
    title: 'Copy the rows as shown',
    group: 'Table',
    keys: ['Mod+c'],
    where: 'grid',
  },
  'grid.copyRaw': {
    title: 'Copy the rows, numbers in full',
    group: 'Table',
    keys: ['Mod+Shift+c'],
    where: 'grid',
  },

  'undo.undo': { title: 'Undo', group: 'Do', keys: ['Mod+z'], where: 'window', menu: 'Edit' },
  'undo.redo': {
    title: 'Redo',
    group: 'Do',
    keys: ['Mod+Shift+z'],
    where: 'window',
    menu: 'Edit',
  },
  'undo.history': {
    title: 'What you did last',
    group: 'Do',
    keys: [],
    where: 'window',
    menu: 'Edit',
  },
  'export.csv': {
    title: 'Save what is shown as CSV',
    group: 'Do',
    keys: ['e'],
    where: 'screen',
    menu: 'File',
  },
  'link.copy': {
    title: 'Copy a link to this screen',
    group: 'Do',
    keys: [],
    where: 'window',
    menu: 'File',
  },
  'help.keys': { title: 'Keys', group: 'Do', keys: ['?'], where: 'window', menu: 'Help' },

  'view.rail': {
    title: 'Wide or narrow rail',
    group: 'View',
    keys: [],
    where: 'window',
    menu: 'View',
  },
  'view.density': {
    title: 'Comfortable or compact rows',
    group: 'View',
    keys: [],
    where: 'window',
    menu: 'View',
  },
  'view.light': { title: 'Light theme', group: 'View', keys: [], where: 'window', menu: 'View' },
  'view.dark': { title: 'Dark theme', group: 'View', keys: [], where: 'window', menu: 'View' },
  'view.system': {
    title: 'Theme as the system',
    group: 'View',
    keys: [],
    where: 'window',
    menu: 'View',
  },

  'sync.now': { title: 'Sync now', group: 'Data', keys: ['r'], where: 'window', menu: 'Data' },
  'data.before': { title: 'The day before', group: 'Data', keys: ['['], where: 'screen' },
  'data.after': { title: 'The day after', group: 'Data', keys: [']'], where: 'screen' },
  'data.days': {
    title: 'In the calendar: a day',
    group: 'Data',
    keys: ['ArrowUp', 'ArrowDown'],
    where: 'grid',
    keysOnly: true,
  },
  'data.weeks': {
    title: 'In the calendar: a week',
    group: 'Data',
    keys: ['ArrowLeft', 'ArrowRight'],
    where: 'grid',
    keysOnly: true,
  },
  'data.month': {
    title: 'In the calendar: four weeks',
    group: 'Data',
    keys: ['PageUp', 'PageDown'],
    where: 'grid',
    keysOnly: true,
  },
} as const satisfies Readonly<Record<string, CommandDeclaration>>;

export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

export const commandOf = (id: CommandId): CommandDeclaration => COMMANDS[id];
export const isCommand = (id: string): id is CommandId => Object.hasOwn(COMMANDS, id);
