import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openPeople } from '../services/people/people-db.ts';
import { readSettings } from '../services/people/settings.ts';
import { createUndo, readHistory } from '../services/people/undo.ts';
import { settingsCalls, undoKinds } from './undo-calls.ts';

const quiet = { signal: new AbortController().signal, progress: () => undefined };
const now = (): string => '2026-11-21T08:00:00Z';

function bed() {
  const people = openPeople(mkdtempSync(path.join(tmpdir(), 'atrium-undo-')));
  let replanned = 0;
  const undo = createUndo({
    db: people,
    kinds: undoKinds({ replan: () => void replanned++ }),
    now,
    by: () => 'ada',
    tell: () => undefined,
  });
  const set = settingsCalls(people, undo, now)['settings.set'];
  return { people, undo, set, replanned: () => replanned };
}

test('a changed setting can be taken back and done again, and the schedule hears of each', async () => {
  const { people, undo, set, replanned } = bed();
  const before = readSettings(people);
  await set({ theme: 'dark', keepDays: 500 }, quiet);
  expect(readHistory(people).undo?.words).toBe('Theme: dark, Days kept changed');
  undo.undo();
  expect(readSettings(people)).toEqual(before);
  undo.redo();
  expect(readSettings(people)).toMatchObject({ theme: 'dark', keepDays: 500 });
  expect(replanned()).toBe(3);
});

test('a switch in sight is no step, and goes along with one that is', async () => {
  const { people, undo, set } = bed();
  await set({ book: 'mine' }, quiet);
  expect(readHistory(people).steps).toEqual([]);
  await set({ book: 'all', density: 'compact' }, quiet);
  undo.undo();
  expect(readSettings(people)).toMatchObject({ book: 'all', density: 'comfortable' });
});

test('a setting changed since is not written over', async () => {
  const { people, undo, set } = bed();
  await set({ theme: 'dark' }, quiet);
  const [first] = readHistory(people).steps;
  await set({ theme: 'light' }, quiet);
  expect(() => undo.undo(first?.id)).toThrow('Theme has changed since');
  expect(readSettings(people).theme).toBe('light');
});

test('a step says what of the columns was changed', async () => {
  const { people, set } = bed();
  const layout = { order: [], hidden: [], pinned: [], widths: {} };
  await set({ grids: { offices: { ...layout, hidden: ['arr'] } } }, quiet);
  await set({ grids: { offices: { ...layout, hidden: ['arr'], widths: { risk: 200 } } } }, quiet);
  await set({ grids: { offices: layout } }, quiet);
  expect(readHistory(people).steps.map(({ words }) => words)).toEqual([
    'Columns changed',
    'Column made wider or narrower',
    'Column hidden',
  ]);
});
