import { expect, test } from 'vitest';
import { AtriumError, refuse } from '../../../shared/contracts/problem.ts';
import { databaseProblem } from './open.ts';

const failure = (code: string): Error => Object.assign(new Error('as SQLite says it'), { code });

function codeOf(error: unknown): string | undefined {
  const explained = databaseProblem('/data/facts.db', error);
  return explained instanceof AtriumError ? explained.problem.code : undefined;
}

test('a disk that is read-only, full or damaged is told apart and named', () => {
  const read = ['SQLITE_READONLY', 'SQLITE_READONLY_DBMOVED', 'SQLITE_CANTOPEN', 'EROFS', 'EACCES'];
  for (const code of read) expect(codeOf(failure(code)), code).toBe('unwritable_folder');
  for (const code of ['SQLITE_FULL', 'ENOSPC'])
    expect(codeOf(failure(code)), code).toBe('disk_full');
  for (const code of ['SQLITE_CORRUPT', 'SQLITE_NOTADB'])
    expect(codeOf(failure(code)), code).toBe('damaged_database');
  const explained = databaseProblem('/data/facts.db', failure('EROFS'));
  expect(explained instanceof AtriumError && explained.problem).toMatchObject({
    message: expect.stringContaining('/data'),
    stillWorks: expect.any(String),
    next: expect.stringContaining('--data'),
  });
});

test('what is not about the file is passed on as it is', () => {
  const surprise = new TypeError('boom');
  expect(databaseProblem('/data/facts.db', surprise)).toBe(surprise);
  const refused = refuse('busy', 'An import is already running.');
  expect(databaseProblem('/data/facts.db', refused)).toBe(refused);
});
