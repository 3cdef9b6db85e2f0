import { expect, test } from 'vitest';
import { SILENCE, type Said, type Word } from '../domain/csm-word.ts';
import { dayOf } from '../domain/day.ts';
import { WORD_COLUMNS, wordCells } from './word-cells.ts';

const said = <W extends Word>(word: W): Said<W> => ({
  id: 1,
  company_id: 'c1',
  location_id: 'l1',
  word,
  said_at: '2026-09-01T10:00:00Z',
  said_by: 'ada',
});
const on = dayOf('2026-09-20');

test('a cell for each column, and nothing said is nothing written', () => {
  expect(wordCells(SILENCE, on)).toEqual(WORD_COLUMNS.map(() => null));
});

test('a sentiment that is old says so, and an exclusion that is over is not told', () => {
  const sentiment = said({
    kind: 'sentiment',
    level: 'red',
    words: 'sponsor left',
    reason: 'call',
    expiresOn: '2027-01-01',
  } as const);
  const exclusion = said({
    kind: 'exclusion',
    why: 'closing',
    reason: 'lease ends',
    until: '2026-10-01',
  } as const);
  const all = { ...SILENCE, sentiment, exclusion };
  expect(wordCells(all, on)).toEqual(['red, sponsor left', 'call', 'closing: lease ends']);
  expect(wordCells(all, dayOf('2026-12-10'))).toEqual(['red, sponsor left, stale', 'call', null]);
  const closure = said({ kind: 'closure', closedOn: null, reason: null } as const);
  expect(wordCells({ ...all, closure }, on)[2]).toBe('closure confirmed');
});
