import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../shared/domain/day.ts';
import {
  changeText,
  countText,
  dateAwayText,
  dateText,
  daysAway,
  moneyShort,
  oddsText,
  parseTrend,
  plural,
  proseDays,
  signedText,
  timeText,
  trendChange,
  trendText,
  UNKNOWN,
} from './format.ts';

test('days read as in a letter', () => {
  expect(dateText('2026-11-20')).toBe('20 Nov 2026');
  expect(dateText('2026-11-20T06:12:00Z')).toBe('20 Nov 2026');
  expect(dateText('soon')).toBe('soon');
});

test('unknown is a dot, never a zero', () => {
  for (const text of [countText(null), oddsText(null), changeText(null), moneyShort(null, 'EUR')]) {
    expect(text).toBe(UNKNOWN);
  }
  expect(countText(0)).toBe('0');
});

test('odds have the digits they deserve', () => {
  expect([0.424, 0.999, 2.34, 9.97, 14.2].map((odds) => oddsText(odds, 'en'))).toEqual([
    '0.42×',
    '1.0×',
    '2.3×',
    '10×',
    '14×',
  ]);
});

test('money goes to the thousand in lists and keeps its currency', () => {
  expect(moneyShort(51_234.5, 'EUR', 'en')).toBe('€51k');
  expect(moneyShort(1_240_499, 'USD', 'en')).toBe('$1,240k');
  expect(moneyShort(820, 'GBP', 'en')).toBe('£820');
  expect(moneyShort(5000, null, 'en')).toBe('5k');
});

test('signs are part of the number, and there is no minus zero', () => {
  expect([0.424, -1.1, -0.001, 0].map((value) => signedText(value, 2, 'en'))).toEqual([
    '+0.42',
    '−1.10',
    '0.00',
    '0.00',
  ]);
  expect([0.12, -0.42, 0].map(changeText)).toEqual(['+12%', '−42%', '0%']);
});

test('days away say before and after', () => {
  const ds = dayOf('2026-11-20');
  expect([ds + 41, ds, ds - 12].map((day) => daysAway(day, ds))).toEqual([
    'in 41 d',
    'today',
    '12 d ago',
  ]);
});

test('one office, two offices', () => {
  expect([plural(1, 'office'), plural(2, 'office')]).toEqual(['1 office', '2 offices']);
});

test('an empty place in a trend is no data, and a trend of nothing is none', () => {
  expect(parseTrend('12,3,,9')).toEqual([12, 3, null, 9]);
  expect(parseTrend(',,')).toBeNull();
  expect(trendText([null, 61, 44])).toBe('visitors a week fell from 61 to 44 over 3 weeks');
});

test('a trend keeps its places', () => {
  const place = fc.option(fc.nat(10_000), { nil: null });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (values) => {
      const parsed = parseTrend(values.map((each) => each ?? '').join(','));
      expect(parsed).toEqual(values.some((each) => each !== null) ? values : null);
    }),
  );
});

test('a change compares known weeks only, and needs something before', () => {
  expect(trendChange('10,10,10,10,10,10,10,10,5,5,,5')).toBeCloseTo(-0.5);
  expect(trendChange('0,0,0,0,0,0,0,0,5,5,5,5')).toBeNull();
  expect(trendChange('3,4')).toBeNull();
});

test('days inside a sentence read like the others, and other numbers stay', () => {
  expect(proseDays('Renewal on 2027-04-28; notice 2027-13-01, run 20261121T031502Z')).toBe(
    'Renewal on 28 Apr 2027; notice 2027-13-01, run 20261121T031502Z',
  );
});

test('a date says how far it is from the day of the data', () => {
  expect(dateAwayText('2026-12-31', '2026-11-20')).toBe('31 Dec 2026, in 41 d');
  expect(dateAwayText('2026-11-20T06:12:00Z', '2026-11-20')).toBe('20 Nov 2026, today');
  expect(dateAwayText('2026-12-31', null)).toBe('31 Dec 2026, ·');
  expect(dateAwayText(null, '2026-11-20')).toBe(UNKNOWN);
});

test('a moment is told in the zone of the person', () => {
  const local = new Date(2026, 10, 21, 3, 20);
  expect(timeText(local.toISOString())).toBe('21 Nov 2026, 03:20');
  expect(timeText('never')).toBe('never');
});

test('days inside the names of files stay as they are', () => {
  const file = 'company_facts/ds=2026-11-21/run=20261122T031502Z/part.gz';
  expect(proseDays(`2026-11-21 is held: ${file}, and facts-2026-11-20.csv of 2026-11-20.`)).toBe(
    `21 Nov 2026 is held: ${file}, and facts-2026-11-20.csv of 20 Nov 2026.`,
  );
  expect(proseDays('The days 2026-11-19, 2026-11-20 (2026-11-21).')).toBe(
    'The days 19 Nov 2026, 20 Nov 2026 (21 Nov 2026).',
  );
});
