import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { problemOf } from '../../../shared/contracts/problem.ts';
import type { LearnedCard } from '../../../shared/domain/learning.ts';
import { all, run, type WritableDB } from '../sqlite/db.ts';
import { clearFacts } from '../store/clear.ts';
import { openFacts } from '../store/facts-db.ts';
import {
  championIn,
  championLog,
  championOf,
  keepLearned,
  learnedCards,
  readLearned,
  removeLearned,
  useModel,
  type LearnedRow,
} from './learn-models.ts';
import { learnedCardHtml } from './models-html.ts';
import { learnedRow } from './testing/learned-row.ts';

const DAY = 20_600;
const AT = '2026-05-28T03:00:00Z';

let folder = '';
let db: WritableDB;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-learned-'));
  db = openFacts(folder);
  run(
    db,
    `INSERT INTO applied_run (day, run_id, fingerprint, rows, rejected, verified, source, published_at, version)
     VALUES (?, 'r', 'f', 1, 0, 1, 's', ?, 1)`,
    DAY,
    AT,
  );
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const row = (id: string, more: Partial<LearnedCard> = {}): LearnedRow =>
  learnedRow({ id, ...more });
const keep = (id: string, more: Partial<LearnedCard> = {}): void =>
  keepLearned(db, row(id, more), DAY);
const use = (id: string | null): void => useModel(db, { id, at: AT, by: 'ada' });
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return problemOf(error).code;
  }
};

test('a challenger stands beside the one in use, the next one takes its place, and there is a way back', () => {
  keep('first');
  expect(championIn(db, 'scorecard-1')).toBeNull();
  use('first');
  keep('second', { learnedAt: '2026-06-01T00:00:00Z' });
  keep('third', { learnedAt: '2026-06-02T00:00:00Z' });
  expect(learnedCards(db).map(({ id }) => id)).toEqual(['third', 'first']);
  expect(championIn(db, 'scorecard-1')).toMatchObject({ id: 'first', percentages: true });
  use('third');
  use('third');
  use('first');
  use(null);
  expect(championOf(db)).toBeNull();
  expect(championLog(db).map(({ model }) => model)).toEqual([null, 'first', 'third', 'first']);
  expect(learnedCards(db)).toHaveLength(2);
});

test('what did not pass its back-test is not put to use, nor what is not there; what is in use is not removed', () => {
  keep('weak', {
    adoptable: false,
    checks: [{ code: 'slope', passed: false, found: 'slope 0.4' }],
  });
  expect(codeOf(() => use('weak'))).toBe('not_adopted');
  expect(codeOf(() => use('none'))).toBe('not_found');
  expect(championLog(db)).toEqual([]);
  keep('good');
  use('good');
  expect(codeOf(() => removeLearned(db, 'good'))).toBe('busy');
  use(null);
  expect(removeLearned(db, 'good')).toBe(true);
  expect(removeLearned(db, 'good')).toBe(false);
});

test('a model that cannot be read any more leaves the scorecard in its place', () => {
  keep('good');
  use('good');
  run(db, "UPDATE learned_model SET model = '{}'");
  expect(championIn(db, 'scorecard-1')).toBeNull();
  expect(codeOf(() => readLearned(db, 'good'))).toBe('bad_model');
});

test('a recalibrated scorecard carries no percentage once the scorecard is weighted otherwise', () => {
  keep('good', { settings: 'scorecard-1' });
  use('good');
  expect(championIn(db, 'scorecard-1')?.percentages).toBe(true);
  expect(championIn(db, 'scorecard-1-abc')?.percentages).toBe(false);
});

test('models go with the book they were learned from', () => {
  keep('good');
  use('good');
  clearFacts(db);
  expect(all(db, 'SELECT id FROM learned_model')).toEqual([]);
  expect(championOf(db)).toBeNull();
  expect(codeOf(() => keep('late'))).toBe('not_found');
});

test('the card is one HTML file without scripts, whatever names say', () => {
  const nasty = '<script>alert(1)</script>';
  const html = learnedCardHtml(
    row('good', {
      backTest: {
        ...row('x').card.backTest,
        segments: [{ column: 'plan', level: nasty, offices: 20, observedOverExpected: 1 }],
      },
    }),
    true,
  );
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toMatch(/<script|https?:|\bon\w+=/i);
  for (const part of ['What it is for', 'What it learned from', 'Back-test', 'The gate', 'Limits'])
    expect(html).toContain(`<h2>${part}</h2>`);
  expect(html.match(/<svg /g)?.length).toBe(1);
});
