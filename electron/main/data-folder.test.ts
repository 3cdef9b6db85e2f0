import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dataFolderOf, makeFolder } from './data-folder.ts';

const USUAL = path.resolve('/home/someone/.config/Atrium');

test('the folder is the one named on the command line, then in the environment, then the usual one', () => {
  const env = { ATRIUM_DATA: '/from/env' };
  expect(dataFolderOf(['atrium', '--data=/from/line'], env, USUAL)).toBe('/from/line');
  expect(dataFolderOf(['atrium', '--data', '/from/line'], env, USUAL)).toBe('/from/line');
  expect(dataFolderOf(['atrium'], env, USUAL)).toBe('/from/env');
  expect(dataFolderOf(['atrium'], {}, USUAL)).toBe(USUAL);
});

test('a relative folder is meant from here', () => {
  expect(dataFolderOf(['--data=book'], {}, USUAL)).toBe(path.resolve('book'));
});

test('a folder that cannot be made is named with what to do', () => {
  const base = mkdtempSync(path.join(tmpdir(), 'atrium-'));
  onTestFinished(() => rmSync(base, { recursive: true }));
  expect(makeFolder(path.join(base, 'a/b'))).toBeUndefined();

  const file = path.join(base, 'file');
  writeFileSync(file, '');
  const problem = makeFolder(path.join(file, 'window'));
  expect(problem?.code).toBe('unwritable_folder');
  expect(problem?.message).toContain(file);
  expect(problem?.next).toContain('--data=');
});
