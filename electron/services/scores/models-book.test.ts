import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  marginByHand,
  modelText,
  sidecarText,
} from '../../../shared/models/testing/hand-made-sidecar.ts';
import { likeness } from '../../../shared/models/compare.ts';
import type { BookScores } from '../../../shared/scoring/book.ts';
import { scoreBook } from '../../../shared/scoring/score-book.ts';
import { AS_OF, crowd, testBook } from '../../../shared/scoring/test-book.ts';
import { run, transaction, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import { keepScores } from './keep.ts';
import { importModel, type KeptModel } from './models.ts';
import { compareWithOurs, modelsOfOffice } from './models-book.ts';
import { keepSnapshots } from './snapshots.ts';

const OFFICES = 60;

let folder = '';
let db: WritableDB;
let kept: KeptModel;
let book: BookScores;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-models-'));
  db = openFacts(folder);
  const file = path.join(folder, 'm.json');
  writeFileSync(file, modelText());
  writeFileSync(path.join(folder, 'm.sidecar.json'), sidecarText());
  kept = importModel(folder, { path: file }, '2026-11-23T06:00:00.000Z');
  const first = [{ change: 0.3 }, { change: 0.6 }, { silentDays: 20 }, { noticeOn: AS_OF - 3 }];
  book = scoreBook(testBook(crowd(OFFICES, first)));
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function keep(): void {
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
        AS_OF,
        AS_OF - 299,
        AS_OF,
      );
    const known = { asOf: AS_OF, settings: 's', scores: book.scores, facts: book.facts };
    keepSnapshots(db, { ...known, knownAt: '2026-05-28T03:00:00Z' });
    keepScores(db, book.scores, { asOf: AS_OF, settings: 's', version: 1 });
  });
}

/** The three facts as a snapshot keeps them: float32. */
function keptFacts(i: number): readonly (number | null)[] {
  return ['trend', 'silence', 'hosts'].map((name) => {
    const value = book.facts[i]?.[name] ?? null;
    return value === null ? null : Math.fround(value);
  });
}

test('without a book there is nothing to compare with', () => {
  expect(compareWithOurs(db, kept)).toBeNull();
  expect(modelsOfOffice(db, 0, [kept])).toEqual([]);
});

test('the order of the current book is compared with ours, on the facts it was scored from', () => {
  keep();
  const judged = [...book.scores.keys()].filter((i) => book.scores[i]?.risk);
  expect(judged.length).toBeGreaterThan(40);
  expect(judged).not.toContain(3);
  expect(compareWithOurs(db, kept)).toEqual({
    ds: '2026-05-27',
    ...likeness(
      Float64Array.from(judged, (i) => marginByHand(keptFacts(i))),
      Float64Array.from(judged, (i) => book.scores[i]?.risk?.logit ?? Number.NaN),
    ),
  });
});

test('an office hears the model beside our score, with attributions that add up', () => {
  const [says] = modelsOfOffice(db, 0, [kept]);
  expect(says?.margin).toBe(marginByHand(keptFacts(0)));
  const sum = says?.attributions.reduce((all, { attribution }) => all + attribution, 0) ?? 0;
  expect((says?.base ?? 0) + sum).toBeCloseTo(says?.margin ?? Number.NaN, 6);
  expect(says?.attributions.map(({ feature, unit }) => [feature, unit]).toSorted()).toEqual([
    ['hosts', 'hosts'],
    ['silence', '-log10 probability'],
    ['trend', 'log ratio'],
  ]);
  expect(modelsOfOffice(db, 3, [kept])).toEqual([]);
});
