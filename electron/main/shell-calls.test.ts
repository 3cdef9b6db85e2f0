import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { shellCalls, type ShellPowers } from './shell-calls.ts';

const CLOSED = { canceled: true, filePaths: [], filePath: '' };

function callsWith(powers: Partial<ShellPowers>) {
  return shellCalls({
    version: '1.2.3',
    platform: 'linux',
    showOpenDialog: async () => CLOSED,
    showSaveDialog: async () => CLOSED,
    openExternal: async () => false,
    ...powers,
  });
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'atrium-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('a closed dialog is null, not a problem', async () => {
  const calls = callsWith({});
  expect(await calls['shell.pickSource']({ kind: 'folder' })).toBeNull();
  expect(await calls['shell.saveFile']({ name: 'a.csv', bytes: new Uint8Array(1) })).toBeNull();
});

test('the chosen source is what the dialog gave', async () => {
  const calls = callsWith({
    showOpenDialog: async ({ properties }) => ({
      canceled: false,
      filePaths: [properties?.includes('openDirectory') ? '/a/folder' : '/a/file.csv'],
    }),
  });
  expect(await calls['shell.pickSource']({ kind: 'folder' })).toBe('/a/folder');
  expect(await calls['shell.pickSource']({ kind: 'file' })).toBe('/a/file.csv');
});

test('a file is saved whole where the person said, and nothing else stays there', async () => {
  const file = path.join(folder(), 'office.csv');
  const suggested: (string | undefined)[] = [];
  const calls = callsWith({
    showSaveDialog: async ({ defaultPath }) => {
      suggested.push(defaultPath);
      return { canceled: false, filePath: file };
    },
  });
  const bytes = new TextEncoder().encode('ä,b\n');
  expect(await calls['shell.saveFile']({ name: '../../office.csv', bytes })).toBe(file);
  expect(readFileSync(file)).toEqual(Buffer.from(bytes));
  expect(readdirSync(path.dirname(file))).toEqual(['office.csv']);
  expect(suggested).toEqual(['office.csv']);
});

test('a folder that is not there is said with the path and what to do', async () => {
  const file = path.join(folder(), 'missing', 'office.csv');
  const calls = callsWith({ showSaveDialog: async () => ({ canceled: false, filePath: file }) });
  await expect(
    calls['shell.saveFile']({ name: 'office.csv', bytes: new Uint8Array(1) }),
  ).rejects.toMatchObject({
    problem: {
      code: 'unwritable_folder',
      message: expect.stringContaining(file),
      next: expect.stringContaining('another folder'),
    },
  });
});
