import { expect, test } from 'vitest';
import { COMMAND_IDS } from '../../../shared/domain/commands.ts';
import { fit, matchingCommands } from './found.ts';

const named = (text: string) =>
  matchingCommands(COMMAND_IDS, text, () => undefined).map(({ name }) => name);

test('a name that starts with the text comes before words that do, and those before what stands inside', () => {
  expect(fit('Data health', 'data h')).toBe(0);
  expect(fit('Data health', 'hea')).toBe(1);
  expect(fit('Data health', 'eal')).toBe(2);
  expect(fit('Data health', 'risk')).toBeUndefined();
  const found = named('co');
  expect(found.indexOf('Copy the rows as shown')).toBeLessThan(found.indexOf('Sort by the column'));
});

test('every word must be found, accents or not; nothing typed finds every command that can be named', () => {
  expect(named('théme dark')).toEqual(['Dark theme']);
  expect(named('rows zebra')).toEqual([]);
  expect(named('')).toContain('Undo');
  expect(named('')).not.toContain('Rows');
});
