import { expect, test } from 'vitest';
import type { Changes } from '../../../shared/domain/change.ts';
import { changeLines } from './changes.ts';

const office = {
  company_id: 'c1',
  company_name: 'Acme',
  location_id: '007',
  location_name: 'Bonn',
};

const nothing: Changes = {
  from: { ds: '2026-11-19', at: '2026-11-20T04:00:00Z' },
  to: { ds: '2026-11-20', at: '2026-11-21T04:00:00Z' },
  version: 9,
  syncs: 1,
  filledDays: 0,
  newOffices: [],
  goneOffices: [],
  returnedOffices: [],
  movedOffices: [],
  restatedDays: [],
  restated: [],
  restatedTotal: 0,
  moves: [],
  smallerMoves: 0,
  settings: [],
  movesFrom: '2026-11-01',
  totals: { newOffices: 0, goneOffices: 0, returnedOffices: 0, movedOffices: 0, moves: 0 },
};

test('what changed, in numbers first, then by name', () => {
  const run = { ds: '2026-11-18', run_id: 'r2', replaced_run_id: 'r1' };
  const lines = changeLines({
    ...nothing,
    newOffices: [{ ...office, ds: '2026-11-20' }],
    goneOffices: [
      {
        ...office,
        last_seen: '2026-11-19',
        missing_since: '2026-11-20',
        deliveries: 1,
        in_grace: true,
      },
    ],
    restatedDays: [
      {
        ...run,
        kind: 'restated',
        at: '2026-11-21T04:00:00Z',
        values: 1200,
        offices: 3,
        columns: [
          { column: 'visitors', values: 1198 },
          { column: 'row', values: 2 },
        ],
      },
    ],
    restated: [
      { ...run, ...office, column: 'visitors', old: null, new: 4 },
      { ...run, ...office, column: 'row', old: 1, new: null },
    ],
    restatedTotal: 1200,
    moves: [
      {
        ...office,
        what: 'risk',
        old: 'low',
        new: 'high',
        from_ds: '2026-11-19',
        ds: '2026-11-20',
        cause: 'new_data',
        text: 'Risk rose from low to high with the data of 2026-11-20.',
      },
    ],
    smallerMoves: 7,
    totals: { ...nothing.totals, newOffices: 3, goneOffices: 1, moves: 1 },
  });
  expect(lines).toEqual([
    'From 2026-11-19 (synced 2026-11-20 04:00) to 2026-11-20 (synced 2026-11-21 04:00): 1 sync.',
    '',
    '3 new offices',
    '  Acme  Bonn  007  since 2026-11-20',
    '  and 2 more',
    '',
    '1 office not delivered',
    '  Acme  Bonn  007  last on 2026-11-19  missing once; stays for now, it may be a slip',
    '',
    '2026-11-18 restated: run r2 in place of r1, 1,200 values in 3 offices',
    '  visitors 1198, 2 whole rows',
    '',
    '1,200 restated values, the first 2',
    '  2026-11-18  Acme  Bonn  visitors       unknown → 4',
    '  2026-11-18  Acme  Bonn  the whole row  went',
    '',
    '1 large move (and 7 smaller)',
    '  Acme  Bonn  Risk rose from low to high with the data of 2026-11-20.',
  ]);
});

test('nothing to tell is told as well', () => {
  expect(changeLines(nothing).at(-1)).toBe('Nothing else changed.');
  expect(changeLines({ ...nothing, from: null, to: null })).toEqual([
    'No day has been synced yet.',
  ]);
  expect(changeLines({ ...nothing, from: null, filledDays: 99 })[0]).toMatch(
    /^The book starts with data to 2026-11-20 .*, 99 earlier days filled in: there is nothing before/,
  );
});
