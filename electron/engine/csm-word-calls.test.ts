import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Word } from '../../shared/domain/csm-word.ts';
import { openPeople } from '../services/people/people-db.ts';
import { createUndo, type Undo } from '../services/people/undo.ts';
import { run, type WritableDB } from '../services/sqlite/db.ts';
import { readAccountDetail } from '../services/store/accounts.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { apartFrom } from './apart.ts';
import { csmWordCalls } from './csm-word-calls.ts';
import { undoKinds } from './undo-calls.ts';

const quiet = { signal: new AbortController().signal, progress: () => undefined };
const NOW = '2026-11-21T08:00:00Z';
const OUT: Word = { kind: 'exclusion', why: 'closing', reason: 'lease ends', until: '2026-11-30' };

let folder = '';
let facts: WritableDB;
let people: WritableDB;
let undo: Undo;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-word-'));
  facts = openFacts(folder);
  people = openPeople(folder);
  run(
    facts,
    "INSERT INTO company (company_id, day, company_name, paid_locations, version) VALUES ('c1', 1, 'Acme', 3, 1)",
  );
  for (const [ord, id] of ['a', 'b', 'c'].entries())
    run(
      facts,
      `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, employees, features,
         first_day, last_day, source_run, source_file, source_record, version)
       VALUES (?, 'c1', ?, 1, ?, 'active', 10, '{}', 1, 1, 'r', 'f', 1, 1)`,
      ord,
      id,
      `Office ${id}`,
    );
  undo = createUndo({
    db: people,
    kinds: undoKinds({ replan: () => undefined }),
    now: () => NOW,
    by: () => 'ada',
    tell: () => undefined,
  });
});
afterEach(() => {
  facts.close();
  people.close();
  rmSync(folder, { recursive: true, force: true });
});

const calls = () => csmWordCalls(facts, people, undo, () => NOW);
const say = (locationId: string | null, word: Word) =>
  calls()['csmWord.say']({ companyId: 'c1', locationId, word }, quiet);
const account = (now = NOW) =>
  apartFrom(facts, people, () => now).account(readAccountDetail(facts, 'c1'));

test('an office that is left out counts apart until its last day, and again after an undo', async () => {
  expect(account()).toMatchObject({ offices: 3, employees: 30 });
  expect(account()).not.toHaveProperty('apart');
  await say('a', OUT);
  await say('b', { kind: 'closure', closedOn: null, reason: null });
  expect(account()).toMatchObject({
    offices: 1,
    employees: 10,
    apart: { excluded: 1, closed: 1 },
    roll_up: { unused_licences: 2 },
  });
  expect(account('2026-12-01T08:00:00Z')).toMatchObject({ offices: 2, apart: { excluded: 0 } });
  undo.undo();
  undo.undo();
  expect(account()).toMatchObject({ offices: 3 });
});

test('a word without its subject is refused in a sentence, and nothing is kept', async () => {
  expect(() => say('gone', OUT)).toThrow(/no office gone of the account c1/);
  expect(() => say(null, OUT)).toThrow(/Only an office can be left out/);
  const said = await calls()['csmWord.all']({}, quiet);
  expect(said).toEqual([]);
});

test('withdrawing is a step of its own, and none where nothing stands', async () => {
  const withdraw = () =>
    calls()['csmWord.withdraw']({ companyId: 'c1', locationId: 'a', kind: 'exclusion' }, quiet);
  expect(await withdraw()).toBeNull();
  await say('a', OUT);
  expect(await withdraw()).toMatchObject({ words: 'Office a counts again' });
  expect(account()).toMatchObject({ offices: 3 });
  undo.undo();
  expect(account()).toMatchObject({ offices: 2 });
});
