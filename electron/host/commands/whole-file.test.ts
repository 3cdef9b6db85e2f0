import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import { writeBeside } from './whole-file.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof AtriumError ? error.problem.code : String(error);
  }
  return 'done';
};

test('a file that cannot be written whole leaves the one that was there, and nothing beside it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'atrium-whole-'));
  const target = path.join(folder, 'all.csv');
  writeFileSync(target, 'before');
  const failing = (code: string) => () =>
    writeBeside(target, (file) => {
      writeFileSync(file, 'half');
      throw Object.assign(new Error(code), { code, syscall: 'write' });
    });
  expect(codeOf(failing('ENOSPC'))).toBe('disk_full');
  expect(codeOf(failing('EDQUOT'))).toBe('disk_full');
  expect(codeOf(failing('EROFS'))).toBe('unwritable_folder');
  expect([readdirSync(folder), readFileSync(target, 'utf8')]).toEqual([['all.csv'], 'before']);
  expect(writeBeside(target, (file) => (writeFileSync(file, 'whole'), 5))).toBe(5);
  expect(readFileSync(target, 'utf8')).toBe('whole');
  expect(codeOf(() => writeBeside(path.join(folder, 'no', 'x'), (f) => writeFileSync(f, '')))).toBe(
    'unwritable_folder',
  );
});
