import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatDay } from '../../../shared/domain/day.ts';
import { spreadOf } from '../../../shared/learning/drift.ts';
import { officeTable } from '../../../shared/learning/office-table.ts';
import type { BookScores } from '../../../shared/scoring/book.ts';
import { scoreBook } from '../../../shared/scoring/score-book.ts';
import { AS_OF, crowd, testBook } from '../../../shared/scoring/test-book.ts';
import { run, transaction, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import { notesOn } from './learn-drift.ts';
import type { LearnedRow } from './learn-models.ts';
import { keepSnapshots } from './snapshots.ts';
import { learnedRow } from './testing/learned-row.ts';

const OFFICES = 130;
const SEGMENTS = { segment: null, plan: null, industry: null, region: null };

let folder = '';
let db: WritableDB;
let book: BookScores;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-drift-'));
  db = openFacts(folder);
  book = scoreBook(testBook(crowd(OFFICES)));
  transaction(db, () => {
    run(
      db,
      "INSERT INTO company (company_id, day, company_name, version) VALUES ('c', ?, 'C', 1)",
      AS_OF,
    );
    for (let i = 0; i < OFFICES; i++)
      run(
        db,
        `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features,
           first_day, last_day, source_run, source_file, source_record, version)
         VALUES (?, 'c', ?, ?, 'Office', 'active', '{}', ?, ?, 'r', 'f', 1, 1)`,
        i,
        String(i),
        AS_OF + 200,
        AS_OF - 299,
        AS_OF + 200,
      );
    const known = { asOf: AS_OF, settings: 's', scores: book.scores, facts: book.facts };
    keepSnapshots(db, { ...known, knownAt: '2026-05-28T03:00:00Z' });
  });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Learned from this very book, or from one of which every number was larger by `by`. */
function learned(by = 0, more: Parameters<typeof learnedRow>[0] = {}): LearnedRow {
  const judged = [...book.scores.keys()].filter((i) => book.scores[i]?.risk);
  const table = officeTable(
    judged.map((i) => ({ facts: book.facts[i] ?? {}, segments: SEGMENTS })),
  );
  const logits = Float64Array.from(judged, (i) => book.scores[i]?.risk?.logit ?? 0);
  const columns = table.columns.flatMap((c) => (c.kind === 'numeric' ? [c] : []));
  return {
    ...learnedRow({ dataTo: formatDay(AS_OF), ...more }),
    model: { kind: 'recalibrated', intercept: 0, slope: 1 },
    basis: {
      spreads: [
        spreadOf(
          'logit',
          logits.map((z) => z + by),
        ),
        ...columns.map(({ name, values }) =>
          spreadOf(
            name,
            values.map((v) => v + by),
          ),
        ),
      ],
      thresholds: { high: -2, elevated: -3 },
    },
  };
}

const codes = (row: LearnedRow, today: number) => notesOn(db, row, today).map(({ code }) => code);

test('a book that looks as it did gives nothing to say, one that does not is told by its inputs and its score', () => {
  expect(codes(learned(), AS_OF)).toEqual([]);
  const notes = notesOn(db, learned(1000), AS_OF);
  expect(notes.map(({ code }) => code)).toEqual(['score_moved', 'inputs_moved']);
  expect(notes[1]?.text).toMatch(/^\d+ of 20 inputs are not where they were .* and \d+ more\.$/);
});

test('a rate that did not come true is told once its time is over, and not before', () => {
  // A model that expects nearly everybody to leave, while nobody did.
  const sure: LearnedRow = {
    ...learned(0, { riskSet: { ...learnedRow().card.riskSet, to: formatDay(AS_OF - 60) } }),
    model: { kind: 'recalibrated', intercept: 6, slope: 1 },
  };
  const told = (today: number) => codes(sure, today).includes('rate_moved');
  expect(told(AS_OF + 60)).toBe(false);
  const over = [...Array(28).keys()].filter((k) => told(AS_OF + 90 + k));
  expect(over.length).toBeGreaterThan(0);
  expect(
    codes(
      learned(0, { riskSet: { ...learnedRow().card.riskSet, to: formatDay(AS_OF) } }),
      AS_OF + 100,
    ),
  ).not.toContain('rate_moved');
});

test('a model grows old: first its rate is to be refreshed, then it is to be learned anew', () => {
  const old = (days: number) =>
    codes(
      learned(0, { riskSet: { ...learnedRow().card.riskSet, to: formatDay(AS_OF + 400) } }),
      AS_OF + days,
    );
  expect(old(30)).toEqual([]);
  expect(old(31)).toEqual(['recalibrate']);
  expect(old(92)).toEqual(['refit']);
});
