import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { brokenRules } from './house/check.ts';
import { readSource, readTree } from './house/imports.ts';
import { lintZones } from './house/lint-zones.ts';
import { ZONES } from './house/rules.ts';

const root = path.join(import.meta.dirname, '..');
const FOLDERS = ['shared', 'electron', 'renderer', 'e2e', 'bench', 'scripts'];

test('every import of the tree keeps to the table of ARCHITECTURE.md', () => {
  const tree = readTree(root, FOLDERS);
  expect(tree.length).toBeGreaterThan(50);
  expect(tree.reduce((sum, { imports }) => sum + imports.length, 0)).toBeGreaterThan(100);
  expect(brokenRules(tree)).toEqual([]);
});

test('the lint zones say the same', () => {
  const config: unknown = JSON.parse(readFileSync(path.join(root, '.oxlintrc.json'), 'utf8'));
  expect(config).toMatchObject({ overrides: lintZones(ZONES) });
});

test('each folder of the table is described in ARCHITECTURE.md', () => {
  const text = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
  for (const { folder } of ZONES.filter((zone) => /\//.test(zone.folder))) {
    expect(text).toContain(folder.replace('electron/services/', 'services/'));
  }
});

const broken = (file: string, text: string): readonly string[] =>
  brokenRules([readSource(file, text)]);

test.each([
  ['electron/services/sync/x.ts', "import { app } from 'electron';"],
  ['electron/engine/x.ts', "const e = await import('electron');"],
  ['e2e/double/x.ts', "import { app } from 'electron';"],
  ['electron/services/sync/x.ts', "import Database from 'better-sqlite3';"],
  ['electron/services/store/x.ts', "import type D from 'better-sqlite3';"],
  ['electron/main/x.ts', "import { open } from '../services/store/open.ts';"],
  ['electron/main/x.ts', "export const a = 1; export { open } from '../services/store/open.ts';"],
  ['electron/main/x.ts', "new Worker(new URL('../engine/x.ts', import.meta.url));"],
  ['electron/preload/x.ts', "const fs = require('node:fs');"],
  ['electron/services/extract/x.ts', "import '../sync/run.ts';"],
  ['electron/services/extract/x.ts', "import { readFileSync } from 'fs';"],
  ['shared/domain/x.ts', "import { z } from 'zod';"],
  ['shared/domain/x.ts', "type C = import('../contracts/call.ts').Call;"],
  ['shared/scoring/x.ts', "import { readFileSync } from 'node:fs';"],
  ['renderer/views/office/x.ts', "import { a } from '../account/a.ts';"],
  ['renderer/components/x.ts', "import { contract } from '../../shared/contracts/contract.ts';"],
  ['renderer/components/x.ts', "import { book } from '../api/book.ts';"],
  ['renderer/api/x.ts', "import { a } from '../../electron/host/page/serve.ts';"],
  ['elsewhere/x.ts', ''],
])('%s breaks the table with %s', (file, text) => {
  expect(broken(file, text)).toHaveLength(1);
});

test.each([
  ['electron/main/x.ts', "import { app } from 'electron';"],
  ['e2e/double/x.ts', "import type { app } from 'electron'; type E = typeof import('electron');"],
  ['electron/services/sqlite/x.ts', "import Database from 'better-sqlite3';"],
  ['electron/services/sync/x.ts', "import { a } from '../store/a.ts';"],
  ['renderer/views/office/x.ts', "import { a } from './a.ts'; import './x.module.css';"],
  ['renderer/components/x.ts', "import type { Call } from '../../shared/contracts/call.ts';"],
  ['shared/domain/x.test.ts', "import { expect } from 'vitest'; import fs from 'node:fs';"],
])('%s keeps to the table with %s', (file, text) => {
  expect(broken(file, text)).toEqual([]);
});

test('long files and barrels are found', () => {
  expect(broken('shared/domain/x.ts', 'export {};\n'.repeat(400))).toEqual([]);
  expect(broken('shared/domain/x.ts', 'export {};\n'.repeat(401))).toHaveLength(1);
  expect(broken('shared/domain/index.ts', 'export const a = 1;')).toHaveLength(1);
  expect(broken('shared/domain/all.ts', "export * from './day.ts';")).toHaveLength(1);
});

test('zones that need each other are found around corners', () => {
  const cycle = brokenRules([
    readSource('electron/services/sync/a.ts', "import '../store/b.ts';"),
    readSource('electron/services/store/b.ts', "import '../people/c.ts';"),
    readSource('electron/services/people/c.ts', "import type { A } from '../sync/a.ts';"),
  ]);
  expect(cycle.filter((sentence) => sentence.startsWith('zones need each other'))).toEqual([
    'zones need each other: electron/services/people → electron/services/sync → electron/services/store → electron/services/people',
  ]);
});
