import { expect, test } from 'vitest';
import { COMMAND_IDS, commandOf } from './commands.ts';
import { ariaKeys, capsOf, isTyped, nextStroke, strokeOf, strokeText } from './strokes.ts';

const press = (key: string, held: string[] = [], code?: string) => ({
  key,
  ...(code === undefined ? {} : { code }),
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

test('a key has one name, whatever the system calls its modifier', () => {
  expect(strokeOf(press('k', ['meta']), true)).toBe('Mod+k');
  expect(strokeOf(press('k', ['ctrl']), false)).toBe('Mod+k');
  expect(strokeOf(press('k', ['ctrl']), true)).toBe('Ctrl+k');
  expect(strokeOf(press('Z', ['meta', 'shift']), true)).toBe('Mod+Shift+z');
  expect(strokeOf(press('ArrowDown', ['shift']), false)).toBe('Shift+ArrowDown');
  expect(strokeOf(press(' ', ['shift']), false)).toBe('Shift+ ');
});

test('Shift is part of a symbol, capitals lock is not Shift, another script is read by its key', () => {
  expect(strokeOf(press('?', ['shift']), false)).toBe('?');
  expect(strokeOf(press('S'), false)).toBe('s');
  expect(strokeOf(press('л', [], 'KeyK'), false)).toBe('k');
});

test('a sequence waits for its second letter; a letter that continues nothing is read on its own', () => {
  const names = ['/', 'e', 'g p', 'g d', 'Escape', 'Shift+ '];
  const first = nextStroke('', 'g', names);
  expect(first).toEqual({ name: undefined, pending: 'g' });
  expect(nextStroke('g', 'd', names)).toEqual({ name: 'g d', pending: '' });
  expect(nextStroke('g', 'e', names)).toEqual({ name: 'e', pending: '' });
  expect(nextStroke('g', 'x', names)).toEqual({ name: undefined, pending: '' });
  expect(nextStroke('', 'Escape', names).name).toBe('Escape');
  expect(nextStroke('', 'Shift+ ', names).name).toBe('Shift+ ');
});

test('keys are printed as their system prints them', () => {
  expect(strokeText('Mod+Shift+z', true)).toBe('⇧⌘Z');
  expect(strokeText('Mod+Shift+z', false)).toBe('Ctrl Shift Z');
  expect(capsOf('g p', true)).toEqual(['G', 'P']);
  expect(capsOf('Shift+ ', false)).toEqual(['Shift', 'Space']);
  expect(ariaKeys(['Mod+k', 'g p'], false)).toBe('Control+k');
  expect(ariaKeys(['x', 'Shift+ '], true)).toBe('x Shift+Space');
});

test('what is typed can be switched off; chords and named keys cannot', () => {
  expect(['g p', '/', '?', 'Shift+s', 'x'].every(isTyped)).toBe(true);
  expect(['Mod+k', 'Escape', 'Shift+ArrowDown', ' ', 'Shift+ '].some(isTyped)).toBe(false);
});

test('no two commands want the same key in the same place, other than movements of different tables', () => {
  const seen = new Map<string, string>();
  for (const id of COMMAND_IDS) {
    const { keys, where, group, keysOnly } = commandOf(id);
    for (const key of keys) {
      const place = `${where} ${keysOnly && where === 'grid' ? group : ''} ${key}`;
      expect([place, seen.get(place)]).toEqual([place, undefined]);
      seen.set(place, id);
    }
  }
});

test('no key is the beginning of a sequence that counts in a nearer place', () => {
  const sequences = COMMAND_IDS.flatMap((id) => commandOf(id).keys).filter((k) => /^. .$/.test(k));
  const singles = COMMAND_IDS.flatMap((id) => commandOf(id).keys).filter((k) => k.length === 1);
  expect(sequences.filter((each) => singles.includes(each[0] ?? ''))).toEqual([]);
});
