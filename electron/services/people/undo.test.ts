import * as fc from 'fast-check';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import type { UndoMove } from '../../../shared/contracts/undo.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { openPeople } from './people-db.ts';
import { createUndo, readHistory, registered, type Undo } from './undo.ts';
import { replacing, type Replaced } from './undo-kind.ts';

/** Names of things, kept as settings rows: the simplest thing that can be replaced. */
const naming = replacing<string, string>({
  kind: 'naming',
  read(kept) {
    const { target, before, after } = kept as Replaced<string, string>;
    if (typeof target !== 'string') throw new Error('a naming needs a target');
    return { target, before, after };
  },
  words: ({ target, after }) => `${target} named ${after ?? 'nothing'}`,
  name: (target) => `The name of ${target}`,
  get: (db, target) =>
    one<{ value: string }>(db, 'SELECT value FROM setting WHERE key = ?', target)?.value ?? null,
  put({ db, at }, target, state) {
    run(db, 'DELETE FROM setting WHERE key = ?', target);
    if (state !== null) run(db, 'INSERT INTO setting VALUES (?, ?, ?)', target, state, at);
  },
});

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'atrium-undo-'));

function undoOn(db: WritableDB, told: UndoMove[] = [], after = (): void => undefined): Undo {
  return createUndo({
    db,
    kinds: [registered(naming, after)],
    now: () => '2026-11-21T08:00:00Z',
    by: () => 'ada',
    tell: (move) => told.push(move),
  });
}

const names = (db: ReadableDB) =>
  all<{ key: string; value: string }>(db, 'SELECT key, value FROM setting ORDER BY key');

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AtriumError) return error.problem.code;
    throw error;
  }
  return 'none';
};

test('taking back as much as was done ends where it began, and doing it again where it ended', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.constantFrom('1', '2', '3'))),
        { maxLength: 20 },
      ),
      (changes) => {
        const db = openPeople(folder());
        const undo = undoOn(db);
        const done = changes.filter(([target, to]) => undo.replace(naming, target, to) !== null);
        const ended = names(db);
        for (const _ of done) undo.undo();
        expect(names(db)).toEqual([]);
        expect(readHistory(db).undo).toBeNull();
        for (const _ of done) undo.redo();
        expect(names(db)).toEqual(ended);
        expect(readHistory(db).redo).toBeNull();
        db.close();
      },
    ),
    { numRuns: 25 },
  );
});

test('a restart forgets no step', () => {
  const at = folder();
  const before = openPeople(at);
  undoOn(before).replace(naming, 'a', '1');
  before.close();
  const db = openPeople(at);
  const told: UndoMove[] = [];
  expect(readHistory(db).undo).toMatchObject({ words: 'a named 1', undone: false });
  undoOn(db, told).undo();
  expect(names(db)).toEqual([]);
  expect(told).toMatchObject([{ what: 'undone', step: { words: 'a named 1', undone: true } }]);
});

test('what changed meanwhile is left as it is, with a sentence, and the step stays', () => {
  const db = openPeople(folder());
  const undo = undoOn(db);
  undo.replace(naming, 'a', '1');
  run(db, "UPDATE setting SET value = 'another hand'");
  expect(() => undo.undo()).toThrow('The name of a has changed since');
  expect(codeOf(() => undo.undo())).toBe('changed_meanwhile');
  expect(names(db)).toEqual([{ key: 'a', value: 'another hand' }]);
  expect(readHistory(db).undo).toMatchObject({ words: 'a named 1' });
});

test('a step in the middle can be taken back by itself, unless a later one stands on it', () => {
  const db = openPeople(folder());
  const undo = undoOn(db);
  const first = undo.replace(naming, 'a', '1');
  const second = undo.replace(naming, 'b', '1');
  undo.replace(naming, 'a', '2');
  expect(codeOf(() => undo.undo(first?.id))).toBe('changed_meanwhile');
  undo.undo(second?.id);
  expect(names(db)).toEqual([{ key: 'a', value: '2' }]);
  expect(codeOf(() => undo.undo(second?.id))).toBe('not_found');
});

test('something new forgets what was taken back before it; nothing new is no step', () => {
  const db = openPeople(folder());
  const undo = undoOn(db);
  undo.replace(naming, 'a', '1');
  undo.undo();
  undo.replace(naming, 'b', '1');
  expect(undo.replace(naming, 'b', '1')).toBeNull();
  expect(readHistory(db).steps.map((step) => step.words)).toEqual(['b named 1']);
  expect(codeOf(() => undo.redo())).toBe('not_found');
});

test('the last fifty steps are kept', () => {
  const db = openPeople(folder());
  const undo = undoOn(db);
  for (let i = 0; i < 53; i++) undo.replace(naming, 'a', String(i));
  const { steps } = readHistory(db);
  expect(steps).toHaveLength(50);
  expect(steps.at(-1)?.words).toBe('a named 3');
});

test('a step of another version is refused and nothing is touched', () => {
  const db = openPeople(folder());
  const undo = undoOn(db);
  undo.replace(naming, 'a', '1');
  run(db, "UPDATE undo_step SET payload = '{}'");
  expect(() => undo.undo()).toThrow('cannot take back: a named 1');
  run(db, "UPDATE undo_step SET kind = 'gone'");
  expect(codeOf(() => undo.undo())).toBe('not_found');
  expect(names(db)).toHaveLength(1);
});

test('what follows a step follows its undo too, once it is written', () => {
  const db = openPeople(folder());
  const seen: number[] = [];
  const undo = undoOn(db, [], () => seen.push(names(db).length));
  undo.replace(naming, 'a', '1');
  undo.undo();
  undo.redo();
  expect(seen).toEqual([1, 0, 1]);
});
