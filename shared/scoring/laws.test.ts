import {
  array,
  assert,
  constantFrom,
  double,
  integer,
  option,
  property,
  record,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';
import { weekday } from '../domain/day.ts';
import { DEFAULT_PROFILE } from '../domain/score-profile.ts';
import type { BookFacts, OfficeAttributes } from './book.ts';
import { scoreBook } from './score-book.ts';
import * as terms from './terms.ts';
import { AS_OF, crowd, testBook } from './test-book.ts';

const BOOK = testBook(crowd(120, [{ change: 0.5 }, { rate: 2 }, { nps: 2, npsOn: AS_OF - 9 }]), {
  days: 200,
});
const RESULT = scoreBook(BOOK);

const any = double({ min: -500, max: 500, noNaN: true });

test('more of what is good never adds points, more of what is bad never takes them', () => {
  const good = [
    terms.trendPoints,
    terms.adoptionPoints,
    (change: number) => terms.breadthChangePoints(change, 6),
    terms.hostsTrendPoints,
    terms.adminTrendPoints,
    terms.npsPoints,
    terms.tenurePoints,
  ];
  const bad = [
    terms.silencePoints,
    terms.sev1Points,
    terms.ticketPoints,
    terms.overduePoints,
    terms.siblingPoints,
  ];
  assert(
    property(any, any, (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      for (const points of good) expect(points(more)).toBeLessThanOrEqual(points(less));
      for (const points of bad) expect(points(more)).toBeGreaterThanOrEqual(points(less));
    }),
  );
});

test('parts and reasons sum to their scores, whatever is known of an office', () => {
  const maybe = <T>(values: Arbitrary<T>) => option(values, { nil: null });
  const office = record({
    rate: double({ min: 0.1, max: 60, noNaN: true }),
    change: double({ min: 0, max: 3, noNaN: true }),
    employees: maybe(integer({ min: 1, max: 4000 })),
    employeesBefore: maybe(integer({ min: 1, max: 4000 })),
    plan: maybe(constantFrom('basic', 'premium', 'other')),
    nps: maybe(integer({ min: 0, max: 10 })),
    npsOn: maybe(integer({ min: AS_OF - 300, max: AS_OF })),
    overdueDays: maybe(integer({ min: 0, max: 200 })),
    renewalOn: maybe(integer({ min: AS_OF - 50, max: AS_OF + 360 })),
    licensedOn: maybe(integer({ min: AS_OF - 900, max: AS_OF })),
    silentDays: integer({ min: 0, max: 60 }),
    supportAsOf: maybe(integer({ min: AS_OF - 20, max: AS_OF })),
  });
  const factor = double({ min: 0, max: 3, noNaN: true });
  const all = array(office, { minLength: 8, maxLength: 8 });
  assert(
    property(all, factor, factor, (first, trend, renewal) => {
      const factors = { ...DEFAULT_PROFILE.risk_weights, trend, renewal };
      const book = testBook(crowd(60, first), { days: 150, settings: { factors } });
      for (const { adoption, risk } of scoreBook(book).scores) {
        if (adoption) {
          const sum = adoption.parts.reduce((total, { points }) => total + points, 0);
          expect(Math.abs(sum - adoption.score)).toBeLessThan(1e-9);
        }
        if (!risk) continue;
        const { reasons, baseline, peerBaseline, logit } = risk;
        const points = reasons.reduce((total, reason) => total + reason.points, baseline);
        const apart = reasons.reduce((total, r) => total + r.contribution, peerBaseline);
        expect(Math.abs(points - logit)).toBeLessThan(1e-9);
        expect(Math.abs(apart - logit)).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 8 },
  );
});

test('the order of measures and features changes nothing', () => {
  const turned: BookFacts = {
    ...BOOK,
    measures: new Map([...BOOK.measures].toReversed()),
    features: BOOK.features.toReversed(),
  };
  expect(scoreBook(turned).scores).toEqual(RESULT.scores);
});

const CLOCKS = ['usageAsOf', 'supportAsOf', 'billingAsOf', 'crmAsOf'] as const;

test('a stale source moves each part only towards neutral, lowers the confidence, adds no reason', () => {
  assert(
    property(integer({ min: 0, max: 119 }), constantFrom(...CLOCKS), (i, clock) => {
      const offices = BOOK.offices.map((office, at): OfficeAttributes => {
        return at === i ? { ...office, [clock]: AS_OF - 9 } : office;
      });
      const fresh = RESULT.scores[i];
      const stale = scoreBook({ ...BOOK, offices }).scores[i];
      expect(stale?.flags.map((flag) => flag.code)).toContain(`stale_${clock.slice(0, -4)}`);
      const known = new Set(fresh?.risk?.reasons.flatMap((r) => (r.available ? r.code : [])));
      for (const reason of stale?.risk?.reasons ?? []) {
        if (reason.available) expect(known).toContain(reason.code);
      }
      if (stale?.adoption) {
        expectTowardsNeutral(fresh?.adoption, stale.adoption);
        const [before, now] = [fresh?.adoption?.score ?? 50, stale.adoption.score];
        expect(Math.abs(now - 50)).toBeLessThanOrEqual(Math.abs(before - 50) + 0.3);
      } else {
        // Without its use nothing is claimed about an office.
        expect([clock, stale?.state, stale?.risk]).toEqual(['usageAsOf', 'not_enough_data', null]);
      }
    }),
    { numRuns: 8 },
  );
});

test('a measure that is gone moves each part only towards neutral and lowers the confidence', () => {
  const measures = new Map(BOOK.measures);
  measures.delete('active_hosts_28d');
  measures.delete('admin_logins');
  const { scores } = scoreBook({ ...BOOK, measures });
  RESULT.scores.forEach(({ adoption }, i) => {
    const without = scores[i]?.adoption;
    if (!adoption || !without) return;
    expectTowardsNeutral(adoption, without);
    expect(without.confidence).toBeLessThan(adoption.confidence);
  });
  expect(scores.filter((score) => score.adoption)).not.toHaveLength(0);
});

type Adoption = NonNullable<(typeof RESULT.scores)[number]['adoption']>;

function expectTowardsNeutral(fresh: Adoption | null | undefined, stale: Adoption): void {
  expect(stale.confidence).toBeLessThanOrEqual((fresh?.confidence ?? 0) + 1e-12);
  for (const part of stale.parts) {
    const before = fresh?.parts.find((one) => one.code === part.code);
    const now = part.points - 50 * part.weight;
    const then = (before?.points ?? 0) - 50 * (before?.weight ?? 0);
    // Other offices are compared with a book that changed a little, hence the tolerance.
    expect(Math.abs(now)).toBeLessThanOrEqual(Math.abs(then) + 0.3);
    if (Math.abs(now) > 0.3) expect(Math.sign(now)).toBe(Math.sign(then));
  }
}

test('scaling all counts of a day of a region moves nobody’s trend', () => {
  const visitors = BOOK.measures.get('visitors');
  if (!visitors) throw new Error('the test book has visitors');
  // Counts as expected, whole or not: with the luck of each day in them, a day that weighs less takes its luck along.
  const score = (scaledAgo: number, by: number) => {
    const values = visitors.values.map((_, at) => {
      const i = at % visitors.offices;
      const ago = visitors.days - 1 - Math.floor(at / visitors.offices);
      const open = weekday(AS_OF - ago) < 5 ? 1 : 0.05;
      const own = (3 + (i % 20)) * (ago < 28 && i < 10 ? 0.5 : 1);
      const scaled = ago === scaledAgo && BOOK.offices[i]?.region === 'emea';
      return own * open * (scaled ? by : 1);
    });
    const measures = new Map([...BOOK.measures, ['visitors', { ...visitors, values }]]);
    return scoreBook({ ...BOOK, measures }).facts.map((facts) => facts['trend'] ?? Number.NaN);
  };
  const before = score(0, 1);
  expect(before[0]).toBeLessThan(-0.3);
  assert(
    property(integer({ min: 0, max: 83 }), double({ min: 0.1, max: 3, noNaN: true }), (ago, by) => {
      score(ago, by).forEach((trend, i) => {
        expect(Math.abs(trend - (before[i] ?? 0))).toBeLessThanOrEqual(0.02);
      });
    }),
    { numRuns: 12, seed: 3 },
  );
});
