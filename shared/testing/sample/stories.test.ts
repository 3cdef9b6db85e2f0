import { expect, test } from 'vitest';
import type { Book } from './book.ts';
import { ANCHOR } from './book.ts';
import { buildBook } from './build.ts';
import { daysOf, newUsage, type Usage } from './day.ts';
import { FEATURE_COUNT } from './features.ts';
import { STORY_KEYS, storiesThatFit, type StoryKey } from './stories.ts';
import { latentAt, plantedIn, truthOf } from './truth.ts';

const SEEDS = [1, 2, 77];
const books = SEEDS.map((seed) => buildBook({ locations: 170, seed }));

/** Sum of a count over the given offices and days, counted back from the anchor. */
function total(
  book: Book,
  offices: readonly number[],
  from: number,
  to: number,
  of: (u: Usage) => number,
): number {
  const days = daysOf(book);
  const usage = newUsage();
  let sum = 0;
  for (let ago = to; ago < from; ago += 1) {
    const state = days.state(ANCHOR - ago);
    for (const o of offices) {
      days.usage(state, o, usage);
      sum += of(usage);
    }
  }
  return sum;
}

function story(book: Book, key: StoryKey): { all: number[]; planted: number[] } {
  const found = plantedIn(book).find((planted) => planted.key === key);
  if (!found) throw new Error(`no ${key}`);
  const index = (ids: readonly string[]): number[] => ids.map((id) => book.offices.id.indexOf(id));
  return { all: index(found.locationIds), planted: index(found.planted) };
}

const visitors = (u: Usage): number => u.visitors;

test('every story fits a book of 170 offices; small books carry the small ones', () => {
  expect(storiesThatFit(170).map(({ key }) => key)).toEqual([...STORY_KEYS]);
  expect(storiesThatFit(3)).toEqual([]);
  expect(storiesThatFit(20).length).toBeGreaterThan(1);
});

test.each(books.map((book) => [book.seed, book] as const))(
  'seed %s: one office was never adopted, its siblings were',
  (_, book) => {
    const { all, planted } = story(book, 'never_adopted');
    const each = (o: number): number => total(book, [o], 84, 0, visitors);
    for (const o of planted) expect(each(o)).toBeLessThan(30);
    for (const o of all) if (!planted.includes(o)) expect(each(o)).toBeGreaterThan(60);
  },
);

test.each(books.map((book) => [book.seed, book] as const))(
  'seed %s: after the champion left, visitors fall and admin logins nearly stop',
  (_, book) => {
    const { planted } = story(book, 'champion_left');
    const rate = (from: number, to: number, of: (u: Usage) => number): number =>
      total(book, planted, from, to, of) / (from - to);
    expect(rate(28, 0, visitors)).toBeLessThan(0.7 * rate(140, 70, visitors));
    expect(rate(28, 0, (u) => u.admin)).toBeLessThan(0.5 * rate(140, 70, (u) => u.admin));
    expect(book.companies.sponsorLeft[book.offices.company[planted[0] ?? 0] ?? 0]).toBe(
      ANCHOR - 63,
    );
  },
);

test.each(books.map((book) => [book.seed, book] as const))(
  'seed %s: one office went silent without notice',
  (_, book) => {
    const { planted } = story(book, 'closed_silently');
    expect(
      total(book, planted, 36, 0, (u) => u.visitors + u.admin + u.deliveries),
    ).toBeLessThanOrEqual(0);
    expect(total(book, planted, 92, 36, visitors)).toBeGreaterThan(20);
    const [o = 0] = planted;
    expect(truthOf(book)[o]).toMatchObject({ planted: 'closed_silently', noticeOn: null });
    expect(daysOf(book).lastActive(ANCHOR, o)).toBeLessThanOrEqual(ANCHOR - 36);
  },
);

test.each(books.map((book) => [book.seed, book] as const))(
  'seed %s: exactly five of the fifty have an issue',
  (_, book) => {
    const { all, planted } = story(book, 'fifty_offices');
    expect([all.length, planted.length]).toEqual([50, 5]);
    const days = daysOf(book);
    const state = days.state(ANCHOR);
    const severe = all.filter((o) => (state.severeOpen[o] ?? 0) > 1);
    expect(severe.every((o) => planted.includes(o))).toBe(true);
    expect(severe).toHaveLength(1);
    const usedFeatures = (o: number): number => {
      let n = 0;
      for (let f = 0; f < FEATURE_COUNT; f += 1) n += ((state.week.used[o] ?? 0) >> f) & 1;
      return n;
    };
    const calm = all.filter((o) => !planted.includes(o));
    expect(Math.min(...calm.map(usedFeatures))).toBeGreaterThan(5);
    expect(planted.filter((o) => usedFeatures(o) < 5)).toHaveLength(2);
    expect(Math.min(...calm.map((o) => total(book, [o], 28, 0, visitors)))).toBeGreaterThan(8);
  },
);

test.each(books.map((book) => [book.seed, book] as const))(
  'seed %s: the seasonal account dips with its region, and did last year',
  (_, book) => {
    const { planted } = story(book, 'seasonal_dip');
    for (const year of [0, 364]) {
      const now = total(book, planted, year + 19, year, visitors) / 19;
      const before = total(book, planted, year + 61, year + 19, visitors) / 42;
      expect(now / before).toBeLessThan(0.75);
    }
    const [o = 0] = planted;
    const hazards = [0, 21, 42].map((ago) => latentAt(book, o, ANCHOR - ago).hazard);
    for (const hazard of hazards) expect(hazard).toBeLessThan(0.002);
  },
);

test('the thriving account grows', () => {
  for (const book of books) {
    const { planted } = story(book, 'thriving');
    const now = total(book, planted, 42, 0, visitors);
    expect(now).toBeGreaterThan(1.05 * total(book, planted, 154, 112, visitors));
  }
});
