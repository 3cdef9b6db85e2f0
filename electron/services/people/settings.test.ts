import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/contracts/settings.ts';
import { run } from '../sqlite/db.ts';
import { openPeople } from './people-db.ts';
import { readSettings, writeSettings } from './settings.ts';

const AT = '2026-11-21T08:00:00Z';

test('only what is named changes, and it is there after a restart', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'atrium-people-'));
  const db = openPeople(folder);
  expect(readSettings(db)).toEqual(DEFAULT_SETTINGS);
  writeSettings(db, { theme: 'dark', myCsm: 'a@example.com' }, AT);
  writeSettings(db, { density: 'compact', theme: undefined }, AT);
  db.close();
  expect(readSettings(openPeople(folder))).toEqual({
    ...DEFAULT_SETTINGS,
    theme: 'dark',
    myCsm: 'a@example.com',
    density: 'compact',
  });
});

test('a stored value that no longer fits falls back to its default', () => {
  const db = openPeople(mkdtempSync(path.join(tmpdir(), 'atrium-people-')));
  writeSettings(db, { density: 'compact' }, AT);
  run(db, "INSERT INTO setting VALUES ('theme', '\"sepia\"', ?), ('gone', '1', ?)", AT, AT);
  expect(readSettings(db)).toEqual({ ...DEFAULT_SETTINGS, density: 'compact' });
});
