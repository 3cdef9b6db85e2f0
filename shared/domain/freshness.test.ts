import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, formatDay } from './day.ts';
import { freshnessOf, SOURCE_LAG, SOURCE_NAMES, type FreshnessValues } from './freshness.ts';

const values: FreshnessValues = {
  ds: '2026-11-20',
  deliveredAt: '2026-11-21T03:17:40Z',
  syncedAt: '2026-11-21T06:02:00Z',
  waiting: null,
  asOf: { usage: '2026-11-21T02:10:00Z', billing: '2026-11-20T00:30:00Z', crm: null },
};
/** So many hours after 20 November has ended. */
const after = (hours: number): string =>
  new Date(Date.UTC(2026, 10, 21) + hours * 3_600_000).toISOString();

test('A5 #1: no delivery today: fresh to 30 hours after the day, then late, past 54 hours an error', () => {
  const at = (hours: number): string[] => {
    const { state, level } = freshnessOf(values, after(hours));
    return [state, level];
  };
  expect(at(-3)).toEqual(['fresh', 'ok']);
  expect(at(30)).toEqual(['fresh', 'ok']);
  expect(at(30.01)).toEqual(['late', 'warn']);
  expect(at(54)).toEqual(['late', 'warn']);
  expect(at(54.01)).toEqual(['late', 'error']);
  expect(freshnessOf(values, after(31)).text).toBe(
    'Late: Data of 2026-11-20 (31 hours after that day ended); delivered 2026-11-21 03:17 UTC; synced 2026-11-21 06:02 UTC.',
  );
});

test('a held or failed delivery ahead of the data is the state; one behind it is history', () => {
  const held = freshnessOf({ ...values, waiting: { ds: '2026-11-21', status: 'held' } }, after(31));
  expect([held.state, held.level]).toEqual(['held', 'warn']);
  expect(held.text).toContain('the delivery of 2026-11-21 is held');
  expect(held.waiting).toEqual({ ds: '2026-11-21', status: 'held' });
  const behind = { ds: '2026-11-12', status: 'failed' } as const;
  expect(freshnessOf({ ...values, waiting: behind }, after(3))).toMatchObject({
    state: 'fresh',
    waiting: null,
  });
  expect(freshnessOf({ ...values, ds: null, waiting: behind }, after(3)).state).toBe('failed');
  expect(freshnessOf({ ...values, ds: null }, after(3)).state).toBe('none');
});

test('each source has its own clock, and one that is stale says which measures go with it', () => {
  const old = { ...values.asOf, support: '2026-11-16T23:00:00Z' };
  const { sources } = freshnessOf({ ...values, asOf: old }, after(3));
  expect(sources.map((s) => [s.source, s.state])).toEqual([
    ['usage', 'fresh'],
    ['support', 'stale'],
    ['billing', 'late'],
    ['crm', 'unknown'],
  ]);
  expect(sources[1]?.text).toBe(
    'support: read 2026-11-16 23:00 UTC, 4 days before 2026-11-20; not available: support tickets and severity 1 incidents in the risk score',
  );
});

test('a source is stale exactly from the day scoring leaves its measures out', () => {
  for (const source of SOURCE_NAMES) {
    const stateAt = (lag: number): string | undefined => {
      const asOf = { [source]: `${formatDay(dayOf('2026-11-20') - lag)}T12:00:00Z` };
      const { sources } = freshnessOf({ ...values, asOf }, after(3));
      return sources.find((s) => s.source === source)?.state;
    };
    expect([stateAt(-1), stateAt(0), stateAt(SOURCE_LAG[source])]).toEqual([
      'fresh',
      'late',
      'late',
    ]);
    expect(stateAt(SOURCE_LAG[source] + 1)).toBe('stale');
  }
});

test('data never gets fresher by waiting', () => {
  const rank = { ok: 0, warn: 1, error: 2 };
  fc.assert(
    fc.property(fc.double({ min: -48, max: 500, noNaN: true }), fc.nat(500), (hours, more) => {
      const [now, later] = [after(hours), after(hours + more)];
      expect(rank[freshnessOf(values, later).level]).toBeGreaterThanOrEqual(
        rank[freshnessOf(values, now).level],
      );
    }),
  );
});
