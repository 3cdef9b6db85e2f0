import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, statementsOf, type ReadableDB } from '../services/sqlite/db.ts';
import { readAccountDetail } from '../services/store/accounts.ts';
import { openFactsReadOnly } from '../services/store/facts-db.ts';
import { findOffices } from '../services/store/find-offices.ts';
import { readOfficeDetail, readSeries } from '../services/store/office-detail.ts';
import { listedVersion, readOfficeTable } from '../services/store/office-list.ts';
import { findOffice } from '../services/store/offices.ts';
import { findByText } from '../services/store/search.ts';
import { readSetAsidePage } from '../services/store/set-aside.ts';
import { readDayChecks } from '../services/sync/read-checks.ts';
import { createEngine } from './create.ts';

/** Tables with a row an office, or more: reading one thing must never read all of one of these. */
const BIG = [
  'location',
  'score',
  'usage',
  'listed_office',
  'scoring_snapshot',
  'feature_use',
  'set_aside',
  'check_result',
  'column_profile',
  'restated_value',
  'restated_office',
  'score_change',
  'search_entry',
  'history_strip',
  'history_tile',
  'attribute_text',
];

const data = mkdtempSync(path.join(tmpdir(), 'atrium-plans-'));

beforeAll(async () => {
  const engine = createEngine({
    dataFolder: data,
    version: '9.9.9',
    importWorker: new URL('./import-worker.ts', import.meta.url),
    hold: true,
  });
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const size = { locations: 60, days: 90, seed: 3 };
  expect(await engine.handle('sample.open', size, context)).toMatchObject({ ok: true });
  await engine.stop();
}, 60_000);

afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The steps of every statement that `work` runs, each as `statement → step`. */
function stepsOf(work: (db: ReadableDB) => void): readonly string[] {
  const db = openFactsReadOnly(data);
  try {
    work(db);
    return statementsOf(db)
      .filter((sql) => /^\s*(SELECT|WITH)\b/i.test(sql))
      .flatMap((sql) => {
        const names = [...new Set(sql.match(/@\w+/g) ?? [])];
        const values = Object.fromEntries(names.map((name) => [name.slice(1), null]));
        const places = sql.match(/\?/g)?.map(() => null) ?? [];
        const plan = all<{ detail: string }>(
          db,
          `EXPLAIN QUERY PLAN ${sql}`,
          ...(names.length > 0 ? [values] : places),
        );
        return plan.map(({ detail }) => `${sql.replaceAll(/\s+/g, ' ').trim()} → ${detail}`);
      });
  } finally {
    db.close();
  }
}

const anOffice = (db: ReadableDB): { company_id: string; location_id: string; ord: number } => {
  const key = all<{ company_id: string; location_id: string }>(
    db,
    'SELECT company_id, location_id FROM location WHERE ord = 7',
  )[0];
  if (!key) throw new Error('the sample has no eighth office');
  return findOffice(db, { companyId: key.company_id, locationId: key.location_id });
};

const ONE_THING: Readonly<Record<string, (db: ReadableDB) => void>> = {
  'one office': (db) =>
    readOfficeDetail(
      db,
      findOffice(db, { locationId: anOffice(db).location_id, companyId: undefined }),
    ),
  'the history of one office': (db) =>
    readSeries(db, anOffice(db).ord, { measures: ['visitors', 'deliveries'], days: 60 }),
  'one account': (db) => readAccountDetail(db, anOffice(db).company_id),
  'what changed in the table': (db) => readOfficeTable(db, listedVersion(db)),
  'the worst offices': (db) =>
    findOffices(db, {
      filter: { match: 'all', of: [{ column: 'adoption', is: 'below', value: 40 }] },
      sorts: [{ column: 'logit', order: 'falling' }],
      offset: 0,
      limit: 50,
    }),
  'a search': (db) => findByText(db, { text: 'ber lin', limit: 20 }),
  'the checks of a day': (db) => readDayChecks(db, 20_000),
  'the rows set aside on a day': (db) =>
    readSetAsidePage(db, { day: 20_000, runId: 'one' }, { offset: 0, limit: 50 }),
};

for (const [what, work] of Object.entries(ONE_THING))
  test(`reading ${what} goes by an index, never through a whole table`, () => {
    const steps = stepsOf(work);
    expect(steps.length).toBeGreaterThan(0);
    const scans = steps.filter((step) => {
      const table = / → SCAN (\w+)(?! USING (?:COVERING )?INDEX| VIRTUAL)/.exec(step)?.[1];
      return table !== undefined && BIG.includes(realName(step, table));
    });
    expect(scans).toEqual([]);
  });

/** The table behind an alias of the statement. */
function realName(step: string, alias: string): string {
  const [statement = ''] = step.split(' → ');
  return new RegExp(`\\b(?:FROM|JOIN) (\\w+) (?:AS )?${alias}\\b`).exec(statement)?.[1] ?? alias;
}

test('a scan through a whole table would be seen', () => {
  const steps = stepsOf((db) => all(db, 'SELECT l.ord FROM location l WHERE l.employees = 5'));
  expect(steps).toContainEqual(expect.stringContaining('→ SCAN l'));
  expect(realName(steps[0] ?? '', 'l')).toBe('location');
});
