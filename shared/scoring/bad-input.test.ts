import { expect, test } from 'vitest';
import type { Score } from '../domain/score.ts';
import type { BookFacts } from './book.ts';
import { scoreBook } from './score-book.ts';
import { AS_OF, crowd, testBook, type TestOffice } from './test-book.ts';

/** The book with visitors changed by `ago` (days before the newest) and office. */
function withVisitors(
  book: BookFacts,
  to: (y: number, ago: number, i: number) => number,
): BookFacts {
  const grid = book.measures.get('visitors');
  if (!grid) throw new Error('the test book has visitors');
  const values = grid.values.map((y, at) =>
    to(y, grid.days - 1 - Math.floor(at / grid.offices), at % grid.offices),
  );
  return { ...book, measures: new Map([...book.measures, ['visitors', { ...grid, values }]]) };
}

const codes = (score: Score | undefined) => score?.flags.map((flag) => flag.code) ?? [];

test('columns that are not delivered are neutral parts and no reasons', () => {
  const full = testBook(crowd(120));
  const visitors = full.measures.get('visitors');
  if (!visitors) throw new Error('the test book has visitors');
  const book: BookFacts = { ...full, measures: new Map([['visitors', visitors]]), features: [] };
  const { scores } = scoreBook(book);
  const whole = scoreBook(full).scores;
  for (const [i, { state, adoption, risk }] of scores.entries()) {
    expect(state).toBe('scored');
    expect(adoption?.confidence).toBeCloseTo(0.5, 1);
    expect(adoption?.confidence).toBeLessThan(whole[i]?.adoption?.confidence ?? 0);
    for (const part of adoption?.parts ?? []) {
      if (['reach', 'breadth', 'admin'].includes(part.code))
        expect(part.points / part.weight).toBe(50);
    }
    const absent = ['hosts_trend', 'admin_trend', 'breadth_change', 'sev1', 'tickets'];
    for (const { code, available, points } of risk?.reasons ?? []) {
      if (absent.includes(code)) expect([available, points]).toEqual([false, 0]);
    }
  }
  // Without what use is counted by there is nothing left to judge by.
  const none = scoreBook({ ...full, measures: new Map(), features: [] });
  for (const { adoption, risk } of none.scores) expect([adoption, risk]).toEqual([null, null]);
});

test('days without a row are unknown: less sure, no drop, no silence', () => {
  const plain = testBook(crowd(120));
  const book = withVisitors(plain, (y, ago, i) => (i === 0 && ago % 5 < 2 ? Number.NaN : y));
  const gone = withVisitors(plain, (y, ago, i) => (i === 0 && ago < 10 ? Number.NaN : y));
  const whole = scoreBook(plain);
  for (const { scores, facts } of [scoreBook(book), scoreBook(gone)]) {
    expect(scores[0]?.state).toBe('scored');
    expect(scores[0]?.adoption?.confidence).toBeLessThan(
      whole.scores[0]?.adoption?.confidence ?? 0,
    );
    expect(facts[0]?.['p_drop']).toBeLessThan(0.5);
    expect(facts[0]?.['silence']).toBeLessThan(1);
  }
  // A day that is missing for everybody changes nobody's confidence by much.
  const hole = withVisitors(plain, (y, ago) => (ago === 8 ? Number.NaN : y));
  for (const { adoption } of scoreBook(hole).scores)
    expect(adoption?.confidence).toBeGreaterThan(0.95);
  // Three quarters of the year missing leaves no number at all.
  const few = withVisitors(plain, (y, ago, i) => (i === 0 && ago % 14 > 0 ? Number.NaN : y));
  expect(scoreBook(few).scores[0]).toMatchObject({
    state: 'not_enough_data',
    adoption: null,
    risk: null,
  });
});

test('a headcount with a digit too many is held for review', () => {
  const office = (employees: number, employeesBefore?: number): TestOffice => ({
    employees,
    employeesBefore,
  });
  const scoreOf = (own: TestOffice) => scoreBook(testBook(crowd(120, [own]))).scores[0];
  const plain = scoreOf(office(60, 60));
  for (const typed of [600, 300, 6]) {
    const held = scoreOf(office(typed, 60));
    expect(codes(held)).toContain('headcount_jump');
    expect(held?.adoption?.confidence).toBeLessThan(plain?.adoption?.confidence ?? 0);
    for (const part of plain?.adoption?.parts ?? []) {
      const now = held?.adoption?.parts.find(({ code }) => code === part.code);
      // The parts are as they were, and count towards neutral.
      expect(now?.value).toBeCloseTo(part.value ?? Number.NaN, 9);
      const [before, after] = [part.points, now?.points ?? 0].map((x) => x - 50 * part.weight);
      expect(Math.abs(after ?? 0)).toBeLessThanOrEqual(Math.abs(before ?? 0) + 1e-9);
    }
    expect(held?.peers?.n).toBe(plain?.peers?.n);
  }
  // An office may grow threefold, and a slip that nothing is known before cannot be told from a large office.
  for (const grown of [office(180, 60), office(600)])
    expect(codes(scoreOf(grown))).not.toContain('headcount_jump');
});

test('negative counts are unknown, and said', () => {
  const plain = testBook(crowd(120));
  const book = withVisitors(plain, (y, ago, i) => (i === 0 && ago < 40 && ago % 8 === 0 ? -5 : y));
  const { scores, facts } = scoreBook(book);
  expect(codes(scores[0])).toContain('impossible_counts');
  expect(facts[0]?.['p_drop']).toBeLessThan(0.5);
  expect(scores[0]?.adoption?.confidence).toBeLessThan(
    scoreBook(plain).scores[0]?.adoption?.confidence ?? 0,
  );
});

test('a feed of nothing but zeros gives no office a number', () => {
  const book = withVisitors(testBook(crowd(120)), () => 0);
  const offices = book.offices.map((office) => ({ ...office, lastActiveOn: null }));
  for (const { state, adoption, risk } of scoreBook({ ...book, offices }).scores) {
    expect([state, adoption, risk]).toEqual(['not_live', null, null]);
  }
});

test('a feed that turns to zeros for everybody accuses nobody', () => {
  const book = withVisitors(testBook(crowd(120)), (y, ago) => (ago < 10 ? 0 : y));
  const { facts, figures } = scoreBook(book);
  expect(figures.calendar.leftOut.length).toBeGreaterThanOrEqual(6);
  for (const one of facts) expect(one['p_drop'] ?? 0).toBeLessThan(0.5);
});

test('an office with one visitor a week is not accused of a week without any', () => {
  const small = (silentDays: number): TestOffice => ({ rate: 0.2, silentDays });
  const book = testBook(crowd(120, [small(0), small(9), small(12)]));
  const { scores, facts } = scoreBook(book);
  for (const i of [0, 1, 2]) {
    expect(scores[i]?.state).toBe('scored');
    expect(facts[i]?.['p_drop']).toBeLessThan(0.5);
    expect(scores[i]?.risk?.reasons.find((r) => r.code === 'silence')?.points).toBeLessThan(0.15);
  }
});

test('a company with one office is compared with other companies and has no siblings', () => {
  const { scores } = scoreBook(testBook(crowd(120, [{ companyId: 'alone' }])));
  expect(scores[0]?.state).toBe('scored');
  expect(scores[0]?.risk?.reasons.find((r) => r.code === 'sibling_churn')?.points).toBe(0);
  const silent = scoreBook(testBook(crowd(120, [{ companyId: 'alone', silentDays: 40 }])));
  // "Other offices are active" cannot be said of it.
  expect(silent.scores[0]?.state).not.toBe('silent');
});

test('a reopened office is judged by its new life', () => {
  const reopened: TestOffice = {
    noticeOn: AS_OF - 500,
    cancelledOn: AS_OF - 450,
    licensedOn: AS_OF - 200,
    openedOn: AS_OF - 200,
  };
  const { scores } = scoreBook(testBook(crowd(120, [reopened])));
  expect(scores[0]?.state).toBe('scored');
  const tenure = scores[0]?.risk?.reasons.find((r) => r.code === 'tenure')?.value;
  expect(tenure).toBeLessThan(1);
});

test('an office that goes on under another id is neither a loss nor a drop', () => {
  const plain = testBook(
    crowd(120, [
      { lastSeen: AS_OF - 40, usageAsOf: null, lastActiveOn: AS_OF - 40 },
      { firstSeen: AS_OF - 39, companyId: 'new name' },
    ]),
  );
  const book = withVisitors(plain, (y, ago, i) =>
    (i === 0 && ago < 40) || (i === 1 && ago >= 40) ? Number.NaN : y,
  );
  const { scores, facts } = scoreBook(book);
  expect(scores[0]?.state).toBe('not_enough_data');
  expect([scores[0]?.adoption, scores[0]?.risk]).toEqual([null, null]);
  expect(facts[1]?.['p_drop'] ?? 0).toBeLessThan(0.5);
  expect(scores[1]?.adoption?.confidence ?? 0).toBeLessThan(scores[9]?.adoption?.confidence ?? 0);
});

test('a book of 40 offices has scores and claims no benchmark', () => {
  const { scores, figures } = scoreBook(testBook(crowd(40)));
  for (const { state, adoption, risk, peers } of scores) {
    expect(state).toBe('scored');
    expect(adoption?.score).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(risk?.logit)).toBe(true);
    if (peers) expect(peers.n).toBeGreaterThanOrEqual(30);
  }
  expect(Number.isFinite(figures.thresholds.high)).toBe(true);
});
