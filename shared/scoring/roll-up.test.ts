import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BANDS, STATES } from '../domain/score.ts';
import { splitChange, type Weighed } from './roll-up-change.ts';
import { rollUp, type RolledOffice } from './roll-up.ts';

function office(id: string, of: Partial<RolledOffice> = {}): RolledOffice {
  return {
    location_id: id,
    location_name: `Office ${id}`,
    state: 'scored',
    adoption: 60,
    adoption_low: 50,
    adoption_high: 70,
    confidence: 0.8,
    logit: -3,
    odds: 1,
    band: 'low',
    probability: null,
    arr: 1000,
    ...of,
  };
}
const UNSCORED = { adoption: null, adoption_low: null, adoption_high: null, confidence: null };
const UNJUDGED = { ...UNSCORED, logit: null, odds: null, band: null };

test('adoption is weighted by ARR, by office where one has none; without a score an office lowers the confidence', () => {
  const offices = [office('a', { adoption: 80, arr: 3000 }), office('b', { adoption: 40 })];
  expect(rollUp(offices, null)).toMatchObject({ adoption: 70, weighted_by: 'arr' });
  const unknown = [...offices, office('c', { adoption: 0, arr: null })];
  expect(rollUp(unknown, null)).toMatchObject({ adoption: 40, weighted_by: 'office' });
  const silent = [...offices, office('d', { ...UNJUDGED, state: 'not_enough_data', arr: 4000 })];
  expect(rollUp(silent, null)).toMatchObject({ adoption: 70, unjudged: { offices: 1, arr: 4000 } });
  expect(rollUp(silent, null).confidence).toBeCloseTo(0.4, 12);
});

test('ARR at risk is a sum over offices, notices apart', () => {
  const even = office('a', { logit: 0, band: 'high', arr: 1000 });
  const rolled = rollUp(
    [even, office('b', { logit: 0, arr: 500 }), office('c', { state: 'notice', arr: 9000 })],
    null,
  );
  expect(rolled.arr_at_risk).toBeCloseTo(750, 9);
  expect(rolled.notice).toEqual({ offices: 1, arr: 9000 });
  expect([rolled.leave_low, rolled.leave_high]).toEqual([0.5, 1]);
  expect(rolled.calibrated).toBe(false);
  expect(rollUp([office('a', UNJUDGED)], null).arr_at_risk).toBeNull();
});

test('licences are counted against live offices', () => {
  const offices = [office('a'), office('b', { ...UNJUDGED, state: 'not_live' })];
  expect(rollUp(offices, 3)).toMatchObject({ unused_licences: 2, offices_beyond_licences: 0 });
  expect(rollUp(offices, 0)).toMatchObject({ unused_licences: 0, offices_beyond_licences: 1 });
  expect(rollUp(offices, null).unused_licences).toBeNull();
});

test('an account is never shown better than its worst office, whatever the weights', () => {
  const any = fc.record({
    band: fc.option(fc.constantFrom(...BANDS)),
    state: fc.constantFrom(...STATES.filter((s) => s !== 'closed' && s !== 'excluded')),
    arr: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
  });
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 40 }), (list) => {
      const offices = list.map(({ band, ...o }, i) =>
        office(String(i), { ...o, band, logit: band === null ? null : -2 }),
      );
      const { standing, bands, notice, unjudged, worst, live_offices } = rollUp(offices, null);
      for (const o of offices)
        if (o.band !== null)
          expect(BANDS.indexOf(standing ?? 'low')).toBeGreaterThanOrEqual(
            BANDS.indexOf(o.state === 'notice' ? 'high' : o.band),
          );
      const judgedNotLive = offices.filter((o) => o.state === 'not_live' && o.band !== null).length;
      const counted = BANDS.reduce(
        (n, b) => n + bands[b].offices,
        notice.offices + unjudged.offices,
      );
      expect(counted - judgedNotLive).toBe(live_offices);
      expect(worst.length).toBeLessThanOrEqual(5);
    }),
  );
});

const weighed = fc.record({
  adoption: fc.double({ min: 0, max: 100, noNaN: true }),
  arr: fc.option(fc.double({ min: 1, max: 1e6, noNaN: true }), { freq: 9 }),
});
const time = fc
  .uniqueArray(fc.tuple(fc.nat(30), weighed), {
    minLength: 1,
    maxLength: 20,
    selector: (e) => e[0],
  })
  .map((list) => new Map<string, Weighed>(list.map(([id, w]) => [String(id), w])));

test('real, mix, entries and exits sum to the change', () => {
  fc.assert(
    fc.property(time, time, (before, after) => {
      const split = splitChange(before, after);
      if (!split) throw new Error('both times have offices');
      const { real, mix, entries, exits, from, to } = split;
      expect(Math.abs(real + mix + entries + exits - (to - from))).toBeLessThan(1e-9);
    }),
  );
});

test('what nobody did is not called a change of the offices', () => {
  const then = new Map([
    ['a', { adoption: 80, arr: 1000 }],
    ['b', { adoption: 40, arr: 1000 }],
  ]);
  const moved = new Map([
    ['a', { adoption: 80, arr: 1000 }],
    ['b', { adoption: 40, arr: 3000 }],
  ]);
  const mixed = splitChange(then, moved);
  expect(mixed).toMatchObject({ from: 60, to: 50, real: 0, entries: 0, exits: 0 });
  expect(mixed?.mix).toBeCloseTo(-10, 9);
  const left = splitChange(then, new Map([['a', { adoption: 80, arr: 1000 }]]));
  expect(left?.real).toBe(0);
  expect((left?.exits ?? 0) + (left?.mix ?? 0)).toBeCloseTo(20, 9);
  // An office at the level of the account changes nothing by coming in.
  const came = splitChange(then, new Map([...then, ['c', { adoption: 60, arr: 2000 }]]));
  expect(came?.to).toBe(60);
  expect(came?.entries).toBeCloseTo(0, 9);
});

test('offices that all rose in an account that fell are a mix effect', () => {
  const then = new Map([
    ['a', { adoption: 80, arr: 5000 }],
    ['b', { adoption: 20, arr: 1000 }],
  ]);
  const now = new Map([
    ['a', { adoption: 82, arr: 1000 }],
    ['b', { adoption: 23, arr: 5000 }],
  ]);
  const split = splitChange(then, now);
  expect(split?.real).toBeGreaterThan(0);
  expect(split?.to).toBeLessThan(split?.from ?? 0);
  expect(split?.mix_effect).toBe(true);
  expect(splitChange(new Map(), now)).toBeNull();
});
