/** The keys of the app, declared once for those who look them up: the sheet behind `?` and the settings. */
export interface ShortcutGroup {
  readonly name: string;
  /** Keys as they are pressed, a space between alternatives or one after the other, and what they do. */
  readonly keys: readonly (readonly [string, string])[];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    name: 'Go',
    keys: [
      ['G P', 'Offices'],
      ['G A', 'Accounts'],
      ['G D', 'Data'],
      ['G S', 'Settings'],
      ['[ ]', 'Back and forward'],
      ['Esc', 'Close, or back'],
    ],
  },
  {
    name: 'Table',
    keys: [
      ['/', 'Quick filter'],
      ['↑ ↓ J K', 'Rows'],
      ['← →', 'Columns'],
      ['Home End', 'First and last column; with Ctrl of the table'],
      ['PgUp PgDn', 'A screenful'],
      ['Enter', 'Open the row, or sort on a header'],
      ['S', 'Sort by the focused column'],
    ],
  },
  {
    name: 'Do',
    keys: [
      ['R', 'Sync now'],
      ['E', 'Save what is shown as CSV'],
      ['?', 'This list'],
    ],
  },
  {
    name: 'Data',
    keys: [
      ['[ ]', 'The day before and after'],
      ['↑ ↓', 'In the calendar: a day'],
      ['← →', 'A week'],
      ['Home End', 'First and last of its weekday; with Ctrl of all'],
      ['PgUp PgDn', 'Four weeks'],
      ['Enter', 'Open the day'],
    ],
  },
];
