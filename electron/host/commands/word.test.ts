import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import type { Surroundings } from './run.ts';
import { saidLine, word, type WordOptions } from './word.ts';

const nowhere: Surroundings = {
  dataFolder: '/nowhere',
  version: '0',
  importWorker: new URL('file:///nowhere'),
  rendererRoot: '/nowhere',
  signal: new AbortController().signal,
  out: () => undefined,
  err: () => undefined,
  progress: () => undefined,
};
const wrong = (options: WordOptions, id: string | undefined = 'l1') =>
  expect(word(nowhere, id, options, dayOf('2026-11-20'))).rejects;

test('wrong use is told before anything is opened', async () => {
  await wrong({ sentiment: 'red' }).toThrow('--reason says what it stands on.');
  await wrong({ sentiment: 'blue', reason: 'x' }).toThrow('--sentiment is green, amber, red');
  await wrong({ exclude: 'bored', reason: 'x' }).toThrow('--exclude is closing');
  await wrong({ sentiment: 'red', closed: true, reason: 'x' }).toThrow('one thing at a time');
  await wrong({ closed: true, until: '2026-02-30' }).toThrow('--until is a day');
  await wrong({ withdraw: 'all' }).toThrow('--withdraw is sentiment');
  await wrong({ sentiment: 'red', reason: 'x', withdraw: 'closure' }).toThrow('not both at once');
});

test('a word in a line names its subject, what it says, when and by whom', () => {
  const said = { id: 1, company_id: 'c1', said_at: '2026-09-01T10:00:00Z', said_by: 'ada' };
  expect(
    saidLine({
      ...said,
      location_id: null,
      word: {
        kind: 'sentiment',
        level: 'red',
        words: 'sponsor left',
        reason: 'call',
        expiresOn: '2026-12-01',
      },
    }),
  ).toBe('c1: sentiment red, sponsor left, until 2026-12-01: call (2026-09-01, ada)');
  expect(
    saidLine({
      ...said,
      location_id: 'l1',
      word: { kind: 'closure', closedOn: null, reason: null },
    }),
  ).toBe('c1, l1: closed (2026-09-01, ada)');
});
