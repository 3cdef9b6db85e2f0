import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { COMMAND_IDS, commandOf } from '../../shared/domain/commands.ts';
import { menuOf } from './menu.ts';

const entries = (menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? entries(item.submenu) : [])]);

test('every command that names a menu stands in it, and says so to the page when it is chosen', () => {
  const told: string[] = [];
  const menu = menuOf('linux', false, (id) => told.push(id));
  const wanted = COMMAND_IDS.filter((id) => commandOf(id).menu !== undefined);
  for (const item of entries(menu))
    item.click?.(...([] as unknown as Parameters<typeof item.click>));
  expect(told.toSorted()).toEqual([...wanted].toSorted());
  const go = menu.find((item) => item.label === 'Go');
  expect(entries(go ? [go] : []).some((item) => item.label === 'Data health')).toBe(true);
});

test('only chords are printed, and none is heard twice', () => {
  const items = entries(menuOf('darwin', false, () => undefined));
  const printed = items.flatMap((item) => item.accelerator ?? []);
  expect(printed).toContain('CommandOrControl+Shift+Z');
  expect(printed.every((each) => each.includes('+'))).toBe(true);
  expect(items.every((item) => !item.accelerator || item.registerAccelerator === false)).toBe(true);
});
