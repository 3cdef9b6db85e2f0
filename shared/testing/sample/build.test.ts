import { expect, test } from 'vitest';
import { ANCHOR, ANCHOR_WEEK, NEVER, NO_WEEK } from './book.ts';
import { buildBook } from './build.ts';
import { hasRow } from './day.ts';
import { noticeHazard } from './latent.ts';

const book = buildBook({ locations: 3000, seed: 4 });
const { companies, offices } = book;
const all = Array.from({ length: offices.count }, (_, o) => o);

test.each([1, 7, 40, 333, 3000])(
  'a book of %s offices has exactly that many on its newest day',
  (n) => {
    const small = buildBook({ locations: n, seed: 9 });
    const rows = small.offices.id.filter((_, o) => hasRow(small, o, ANCHOR));
    expect(new Set(rows).size).toBe(n);
  },
);

test('about ten offices an account, with a heavy tail', () => {
  expect(companies.count).toBeGreaterThan(240);
  expect(companies.count).toBeLessThan(380);
  const sizes = companies.id.map(
    (_, c) => (companies.firstOffice[c + 1] ?? 0) - (companies.firstOffice[c] ?? 0),
  );
  expect(sizes.filter((size) => size >= 50).length).toBeGreaterThan(2);
  expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(5);
});

test('names and ids are unlike each other, and not all of them are plain', () => {
  expect(new Set(companies.name).size).toBe(companies.count);
  expect(new Set(companies.id).size).toBe(companies.count);
  const full = all.map((o) => `${offices.company[o]} ${offices.name[o]}`);
  expect(new Set(full).size).toBe(offices.count);
  for (const part of [',', '"', '東', 'Ł', 'ü']) {
    expect([...companies.name, ...offices.name].some((name) => name.includes(part))).toBe(true);
  }
  expect(companies.id.every((id) => id.startsWith('0'))).toBe(true);
  expect(new Set(companies.currency)).toEqual(new Set(['EUR', 'GBP', 'USD']));
  expect(companies.parent.some((id) => id !== null)).toBe(true);
  expect(offices.test.includes(1)).toBe(true);
});

test('about one office in seven gives notice a year', () => {
  let years = 0;
  let notices = 0;
  for (const seed of [11, 12, 13]) {
    const { offices: some } = buildBook({ locations: 2000, seed });
    for (let o = 0; o < some.count; o += 1) {
      if (some.test[o]) continue;
      for (let w = ANCHOR_WEEK - 51; w <= ANCHOR_WEEK; w += 1) {
        const left = some.noticeWeek[o] ?? NO_WEEK;
        if (w < (some.startWeek[o] ?? 0) || w > left) continue;
        years += 1 / 52;
        if (w === left) notices += 1;
      }
    }
  }
  expect(notices / years).toBeGreaterThan(0.11);
  expect(notices / years).toBeLessThan(0.19);
});

const mean = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0) / of.length;

test('the hazard says who leaves: those who did had a higher one', () => {
  const left = all.filter((o) => offices.reason[o] === 0 && (offices.noticeWeek[o] ?? 0) < NO_WEEK);
  const stayed = all.filter((o) => offices.noticeWeek[o] === NO_WEEK && !offices.test[o]);
  const atNotice = left.map((o) => noticeHazard(book, o, offices.noticeWeek[o] ?? 0, false));
  const now = stayed.map((o) => noticeHazard(book, o, ANCHOR_WEEK, false));
  expect(left.length).toBeGreaterThan(100);
  expect(mean(atNotice)).toBeGreaterThan(2.5 * mean(now));
});

test('notices come before the end, all reasons occur, and some offices close before their notice', () => {
  const gone = all.filter((o) => (offices.notice[o] ?? NEVER) !== NEVER);
  for (const o of gone) {
    expect(offices.cancelled[o] ?? 0).toBeGreaterThan(offices.notice[o] ?? 0);
    expect(offices.notice[o] ?? 0).toBeGreaterThanOrEqual(offices.start[o] ?? 0);
  }
  expect(new Set(gone.map((o) => offices.reason[o]))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  expect(gone.some((o) => (offices.stopped[o] ?? 0) < (offices.notice[o] ?? 0))).toBe(true);
});

test('nobody leaves a planted account, whatever the seed', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { companies: c, offices: o } = buildBook({ locations: 200, seed });
    const leavers = o.id.filter(
      (_, k) => c.story[o.company[k] ?? 0] !== undefined && o.notice[k] !== NEVER,
    );
    expect(leavers).toEqual([]);
    expect(c.story.filter(Boolean)).toHaveLength(9);
  }
});
