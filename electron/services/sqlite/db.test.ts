import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { all, one, run, snapshot, tellSlowQueries, type ReadableDB } from './db.ts';
import { openReadable, openWritable } from './open.ts';

const steps = [{ version: 10, sql: 'CREATE TABLE t (a INTEGER NOT NULL) STRICT' }];

function pair(): { writer: ReturnType<typeof openWritable>; reader: ReadableDB } {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'atrium-db-')), 't.db');
  const writer = openWritable(file, steps);
  return { writer, reader: openReadable(file, steps) };
}

test('a snapshot sees one moment, whatever is written meanwhile, and ends also when the work throws', () => {
  const { writer, reader } = pair();
  const count = (): number => one<{ n: number }>(reader, 'SELECT count(*) AS n FROM t')?.n ?? -1;
  const seen = snapshot(reader, () => {
    const before = count();
    run(writer, 'INSERT INTO t VALUES (1)');
    return [before, count()];
  });
  expect(seen).toEqual([0, 0]);
  expect(count()).toBe(1);
  expect(() =>
    snapshot(reader, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  run(writer, 'INSERT INTO t VALUES (2)');
  expect(count()).toBe(2);
});

test('a slow query is told of by its first words, never with its values', () => {
  const { writer } = pair();
  const told: [string, number][] = [];
  tellSlowQueries((name, ms) => told.push([name, ms]));
  all(writer, 'SELECT a FROM t');
  all(
    writer,
    `WITH RECURSIVE
       n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @end)
     SELECT count(*) FROM n`,
    { end: 1_000_000 },
  );
  tellSlowQueries(undefined);
  expect(told).toEqual([
    [
      'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @end) ',
      expect.any(Number),
    ],
  ]);
});
