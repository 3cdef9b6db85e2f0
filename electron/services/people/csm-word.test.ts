import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Word } from '../../../shared/domain/csm-word.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { csmWordKind, readSayings, readWords, stepTo } from './csm-word.ts';
import { openPeople } from './people-db.ts';
import { createUndo, registered, type Undo } from './undo.ts';

const OFFICE = { companyId: 'c1', locationId: 'l1', name: 'Berlin' };
const AMBER: Word = {
  kind: 'sentiment',
  level: 'amber',
  words: 'waiting for budget',
  reason: 'said so in the call',
  expiresOn: '2026-12-01',
};

let folder = '';
let db: WritableDB;
let undo: Undo;
let clock = 0;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-people-'));
  db = openPeople(folder);
  clock = 0;
  undo = createUndo({
    db,
    kinds: [registered(csmWordKind)],
    now: () => '2026-09-01T10:00:00Z',
    by: () => 'ada',
    tell: () => undefined,
  });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function say(
  word: Word | null,
  kind = word?.kind ?? 'sentiment',
  of: Parameters<typeof stepTo>[1] = OFFICE,
): string | undefined {
  clock += 1;
  const step = stepTo(db, of, kind, { at: `2026-09-0${clock}T10:00:00Z`, by: 'ada', word });
  return step && undo.perform(csmWordKind, step).words;
}
const standing = () => readWords(db).map(({ word, location_id: of }) => [of, word]);

test('the newest word of a kind stands, those before are its history', () => {
  say(AMBER);
  expect(say({ ...AMBER, level: 'red' })).toBe('Sentiment of Berlin set to red');
  expect(standing()).toEqual([['l1', { ...AMBER, level: 'red' }]]);
  expect(readSayings(db, OFFICE).map(({ word }) => word)).toEqual([
    { ...AMBER, level: 'red' },
    AMBER,
  ]);
});

test('every step is taken back exactly, to the last', () => {
  const closure: Word = { kind: 'closure', closedOn: '2026-08-01', reason: null };
  const seen = [readSayings(db, OFFICE)];
  for (const word of [AMBER, { ...AMBER, level: 'red' } as const, closure]) {
    say(word);
    seen.push(readSayings(db, OFFICE));
  }
  say(null, 'sentiment');
  expect(standing()).toEqual([['l1', closure]]);
  for (const before of seen.toReversed()) {
    undo.undo();
    const plain = (list: typeof before) => list.map(({ id: _id, ...rest }) => rest);
    expect(plain(readSayings(db, OFFICE))).toEqual(plain(before));
  }
  expect(standing()).toEqual([]);
  for (const _ of seen) undo.redo();
  expect(standing()).toEqual([['l1', closure]]);
});

test('nothing is withdrawn where nothing stands, and an account is not its office', () => {
  expect(say(null, 'sentiment')).toBeUndefined();
  say(AMBER, 'sentiment', { ...OFFICE, locationId: null });
  expect(say(null, 'sentiment')).toBeUndefined();
  expect(readWords(db, 'c1').map(({ location_id }) => location_id)).toEqual([null]);
  expect(readWords(db, 'c2')).toEqual([]);
});

test('a word said from elsewhere since is not written over by an undo', () => {
  say(AMBER);
  const later = stepTo(db, OFFICE, 'sentiment', {
    at: '2026-09-20T10:00:00Z',
    by: 'eve',
    word: { ...AMBER, level: 'green' },
  });
  if (!later) throw new Error('a word is always a step');
  csmWordKind.apply({ db, at: '', by: '' }, later);
  expect(() => undo.undo()).toThrow(/The sentiment of Berlin has changed since/);
  expect(standing()).toEqual([['l1', { ...AMBER, level: 'green' }]]);
});
