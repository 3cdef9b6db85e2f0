import { expect, test } from 'vitest';
import {
  leftOut,
  sentimentStanding,
  STALE_DAYS,
  wordsBy,
  type Said,
  type Sentiment,
  type Word,
} from './csm-word.ts';
import { dayOf } from './day.ts';

const SAID_ON = dayOf('2026-09-01');

function said<W extends Word>(word: W, more: Partial<Said> = {}): Said<W> {
  return {
    id: 1,
    company_id: 'c1',
    location_id: 'l1',
    said_at: '2026-09-01T10:00:00.000Z',
    said_by: 'ada',
    ...more,
    word,
  };
}
const red: Sentiment = {
  kind: 'sentiment',
  level: 'red',
  words: null,
  reason: 'the sponsor left',
  expiresOn: '2027-03-01',
};

test('a sentiment is stale from its ninetieth day, and over from the day after its last', () => {
  expect(sentimentStanding(said(red), SAID_ON + STALE_DAYS - 1)).toBe('current');
  expect(sentimentStanding(said(red), SAID_ON + STALE_DAYS)).toBe('stale');
  const short = said({ ...red, expiresOn: '2026-09-10' });
  expect(sentimentStanding(short, dayOf('2026-09-10'))).toBe('current');
  expect(sentimentStanding(short, dayOf('2026-09-11'))).toBe('expired');
});

test('an office is left out to the last day of its exclusion, once, and a closed one for good', () => {
  const until = (day: string | null): Said =>
    said({ kind: 'exclusion', why: 'closing', reason: 'lease ends', until: day });
  const closed = said({ kind: 'closure', closedOn: null, reason: null });
  const on = (words: readonly Said[], day: string) => leftOut(words, dayOf(day));
  expect(on([until('2026-10-01')], '2026-10-01')).toHaveLength(1);
  expect(on([until('2026-10-01')], '2026-10-02')).toEqual([]);
  expect(on([until(null)], '2030-01-01')).toHaveLength(1);
  expect(on([closed, until(null)], '2026-10-01')).toEqual([closed]);
  expect(on([until(null), closed], '2026-10-01')).toEqual([closed]);
  expect(on([said(red)], '2026-10-01')).toEqual([]);
});

test('words are found by their subject, the account’s apart from those of its offices', () => {
  const ofAccount = said(red, { location_id: null });
  const of = wordsBy([ofAccount, said({ kind: 'closure', closedOn: null, reason: null })]);
  expect(of('c1', null).sentiment).toBe(ofAccount);
  expect(of('c1', 'l1').sentiment).toBeUndefined();
  expect(of('c1', 'l1').closure?.word.kind).toBe('closure');
  expect(of('c2', 'l1').closure).toBeUndefined();
});
