import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { BookFacts, FeatureFacts, Grid } from './book.ts';
import { scoreBook } from './score-book.ts';
import { AS_OF, crowd, testBook } from './test-book.ts';

const BOOK = testBook(
  crowd(240, [
    { change: 0.3 },
    { silentDays: 30 },
    { overdueDays: 70 },
    { noticeOn: AS_OF - 10 },
    { cancelledOn: AS_OF - 3 },
    { status: 'test' },
    { licensedOn: AS_OF - 40, openedOn: AS_OF - 40 },
    { licensedOn: AS_OF + 5, openedOn: AS_OF + 5 },
    { noticeOn: AS_OF + 1, cancelledOn: AS_OF + 30, nps: 1, npsOn: AS_OF + 2 },
    { employees: null },
    { usageAsOf: AS_OF - 3 },
    { nps: 3, npsOn: AS_OF - 20 },
  ]),
);
const RESULT = scoreBook(BOOK);

test('parts sum to the score; points and contributions sum to the logit', () => {
  let seen = 0;
  for (const { adoption, risk } of RESULT.scores) {
    if (adoption) {
      const points = adoption.parts.reduce((sum, part) => sum + part.points, 0);
      expect(points).toBeCloseTo(adoption.score, 9);
      expect(adoption.low).toBeLessThanOrEqual(adoption.score);
      expect(adoption.high).toBeGreaterThanOrEqual(adoption.score);
    }
    if (!risk) continue;
    seen++;
    const points = risk.reasons.reduce((sum, r) => sum + r.points, risk.baseline);
    const contributions = risk.reasons.reduce((sum, r) => sum + r.contribution, risk.peerBaseline);
    expect(Math.abs(points - risk.logit)).toBeLessThan(1e-9);
    expect(Math.abs(contributions - risk.logit)).toBeLessThan(1e-9);
    for (const reason of risk.reasons) {
      expect(reason.text).not.toMatch(/NaN|undefined|Infinity/);
      if (!reason.available) expect([reason.points, reason.contribution]).toEqual([0, 0]);
    }
  }
  expect(seen).toBeGreaterThan(200);
});

test('states come before scores', () => {
  const states = RESULT.scores.slice(0, 12).map((s) => s.state);
  expect(states).toEqual([
    'scored',
    'silent',
    'scored',
    'notice',
    'closed',
    'excluded',
    'onboarding',
    'not_live',
    'scored',
    'scored',
    'not_enough_data',
    'scored',
  ]);
  for (const { state, adoption, risk } of RESULT.scores) {
    if (state === 'scored' || state === 'onboarding') continue;
    expect([adoption, risk]).toEqual([null, null]);
  }
});

test('the book is anchored: the mean chance is the declared one', () => {
  const odds = RESULT.scores.flatMap((s) => (s.risk ? [s.risk.logit] : []));
  const mean = odds.reduce((sum, l) => sum + 1 / (1 + Math.exp(-l)), 0) / odds.length;
  expect(mean).toBeCloseTo(1 - 0.88 ** (90 / 365), 9);
});

test('a planted decline and an overdue invoice are the first reasons of their offices', () => {
  expect(RESULT.scores[0]?.risk?.reasons[0]?.code).toBe('trend');
  expect(RESULT.scores[0]?.risk?.reasons[0]?.text).toMatch(
    /^Visitors down \d+% vs the prior 8 weeks/,
  );
  expect(RESULT.scores[0]?.risk?.band).toBe('high');
  expect(RESULT.scores[2]?.risk?.reasons[0]?.text).toBe('Invoice 70 days overdue');
});

test('what is dated after the newest day is not known yet', () => {
  const future = RESULT.scores[8]?.risk?.reasons.find((r) => r.code === 'nps');
  expect(future).toMatchObject({ available: false, value: null, points: 0 });
});

test('an onboarding office is judged by non-usage terms only', () => {
  const reasons = RESULT.scores[6]?.risk?.reasons ?? [];
  const usage = reasons.filter((r) => ['trend', 'silence', 'adoption'].includes(r.code));
  expect(usage).toHaveLength(3);
  expect(usage.every((r) => !r.available)).toBe(true);
  expect(RESULT.scores[6]?.adoption?.parts.find((p) => p.code === 'trend')?.weight).toBe(0);
  expect(RESULT.scores[6]?.flags.map((f) => f.code)).toContain('milestones');
});

test('scores do not depend on the order of the offices', () => {
  assert(
    property(integer({ min: 1, max: 1000 }), (seed) => {
      const order = BOOK.offices.map((_, i) => i);
      let s = seed;
      for (let i = order.length - 1; i > 0; i--) {
        s = (s * 48271) % 2147483647;
        const j = s % (i + 1);
        [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
      }
      const shuffled = scoreBook(permuted(BOOK, order));
      order.forEach((from, to) => {
        const a = RESULT.scores[from];
        const b = shuffled.scores[to];
        expect(b?.state).toBe(a?.state);
        expect(b?.peers?.percentile).toBe(a?.peers?.percentile);
        expect(b?.risk?.band).toBe(a?.risk?.band);
        expect(b?.risk?.logit ?? 0).toBeCloseTo(a?.risk?.logit ?? 0, 8);
        expect(b?.adoption?.score ?? 0).toBeCloseTo(a?.adoption?.score ?? 0, 8);
      });
    }),
    { numRuns: 5 },
  );
});

test('the same book gives the same scores', () => {
  const again = scoreBook(BOOK);
  for (const key of ['scores', 'facts', 'figures', 'settling', 'fourWeeksAgo'] as const)
    expect(again[key]).toEqual(RESULT[key]);
  expect(again.scoreOf(0)).toEqual(RESULT.scores[0]);
});

test('missing is not zero: an unknown measure is neutral, a measured zero is low', () => {
  const unknown = scoreBook(withAdmin(BOOK, Number.NaN)).scores[20]?.adoption;
  const zero = scoreBook(withAdmin(BOOK, 0)).scores[20]?.adoption;
  const part = (a: typeof unknown) => a?.parts.find((p) => p.code === 'admin');
  expect(part(unknown)).toMatchObject({ quality: 0, score: null, value: null });
  expect(part(zero)?.quality).toBe(1);
  expect(part(zero)?.score).toBeLessThan(50);
  expect(unknown?.confidence).toBeLessThan(zero?.confidence ?? 0);
});

test('an office without visitor sign-in is judged by what it has', () => {
  const offices = crowd(60);
  const book = testBook(offices);
  const visitors = book.measures.get('visitors');
  const plan = book.features[0];
  if (!visitors || !plan) throw new Error('the test book has visitors');
  const desks = { ...visitors, values: visitors.values.slice() };
  plan.entitled[0] = 0;
  for (let d = 0; d < visitors.days; d++) visitors.values[d * 60] = Number.NaN;
  const { scores } = scoreBook({
    ...book,
    measures: new Map([...book.measures, ['desk_bookings', desks]]),
  });
  expect(scores[0]?.state).toBe('scored');
  const applied = scores[0]?.adoption?.parts.filter((p) => p.weight > 0).map((p) => p.code);
  expect(applied).toEqual(['breadth', 'trend', 'regularity', 'admin']);
  expect(scores[0]?.risk?.reasons.find((r) => r.code === 'trend')?.text).toMatch(/^Desk bookings/);
});

test('an empty book, a book of one office and a book of one day have scores without NaN', () => {
  for (const book of [testBook([]), testBook(crowd(1)), testBook(crowd(40), { days: 1 })]) {
    const result = scoreBook(book);
    expect(result.scores).toHaveLength(book.offices.length);
    expect(JSON.stringify(result.scores)).not.toContain('NaN');
    expect(Number.isFinite(result.figures.eta0)).toBe(true);
  }
});

function permuted(book: BookFacts, order: readonly number[]): BookFacts {
  const grid = (g: Grid): Grid => {
    const values = new Float32Array(g.values.length);
    for (let d = 0; d < g.days; d++) {
      order.forEach((from, to) => {
        values[d * g.offices + to] = g.values[d * g.offices + from] ?? Number.NaN;
      });
    }
    return { ...g, values };
  };
  const list = (v: Float32Array) => Float32Array.from(order, (from) => v[from] ?? Number.NaN);
  return {
    ...book,
    offices: order.flatMap((from) => book.offices[from] ?? []),
    measures: new Map([...book.measures].map(([name, g]) => [name, grid(g)])),
    features: book.features.map((f): FeatureFacts => ({
      key: f.key,
      entitled: list(f.entitled),
      enabled: list(f.enabled),
      eventsNow: list(f.eventsNow),
      eventsThen: list(f.eventsThen),
    })),
  };
}

function withAdmin(book: BookFacts, value: number): BookFacts {
  const logins = book.measures.get('admin_logins');
  if (!logins) return book;
  const values = logins.values.slice();
  for (let d = 0; d < logins.days; d++) values[d * logins.offices + 20] = value;
  return {
    ...book,
    measures: new Map([...book.measures, ['admin_logins', { ...logins, values }]]),
  };
}
