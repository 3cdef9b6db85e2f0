import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished } from 'vitest';
import { root } from './bed/launch-app.ts';
import { startInVain } from './bed/on-double.ts';
import { dataFolder, test } from './bed/test.ts';
import { waitFor } from './bed/wait-for.ts';

// Real Electron shows its error box before anything can answer it, so these run on the double alone.
const onDouble = process.env['ATRIUM_E2E'] !== 'electron';

test(
  'a data folder that is a file: the box names it and says what to do',
  async () => {
    const file = path.join(dataFolder(), 'not-a-folder');
    writeFileSync(file, '');
    const { code, errorBoxes } = await startInVain(root, file);
    expect(code).toBe(1);
    expect(errorBoxes).toEqual([expect.stringContaining(file)]);
    expect(errorBoxes[0]).toContain('--data=');
  },
  onDouble,
);

test(
  'a database of a newer Atrium is left alone: the box says so, and the app ends',
  async () => {
    const folder = dataFolder();
    const database = new DatabaseSync(path.join(folder, 'facts.db'));
    database.exec('PRAGMA user_version = 999999');
    database.close();
    const { code, errorBoxes } = await startInVain(root, folder);
    expect(code).toBe(1);
    expect(errorBoxes).toEqual([expect.stringContaining('facts.db')]);
    expect(errorBoxes[0]).toContain('newer');
  },
  onDouble,
);

test(
  'a data folder that a command line holds: the box says that another Atrium has it',
  async () => {
    const folder = dataFolder();
    const demo = [path.join(root, 'out/host/atrium.js'), 'demo', '--data', folder];
    const holder = spawn(process.execPath, demo, { stdio: 'ignore' });
    onTestFinished(() => void holder.kill('SIGKILL'));
    const facts = path.join(folder, 'facts.db');
    await waitFor('the command to open the folder', () => existsSync(facts) || undefined);

    const { code, errorBoxes } = await startInVain(root, folder);
    expect(code).toBe(1);
    expect(errorBoxes).toEqual([expect.stringContaining(folder)]);
    expect(errorBoxes[0]).toContain('Another Atrium');
  },
  onDouble,
);
