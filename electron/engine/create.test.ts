import { parse } from 'csv-parse/sync';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InputOf, OutputOf, CallName } from '../../shared/contracts/contract.ts';
import { valueAt } from '../../shared/contracts/columns.ts';
import { COLUMNS, columnOf } from '../../shared/domain/company-facts.ts';
import { dayOf, formatDay } from '../../shared/domain/day.ts';
import { all, one, type ReadableDB } from '../services/sqlite/db.ts';
import { openFactsReadOnly } from '../services/store/facts-db.ts';
import { readWindow } from '../services/store/history.ts';
import { createEngine, type Engine } from './create.ts';

const SIZE = { locations: 120, days: 100, seed: 5 };
const data = mkdtempSync(path.join(tmpdir(), 'atrium-engine-'));
let engine: Engine;
let db: ReadableDB;

const quiet = { signal: new AbortController().signal, progress: () => undefined };

async function ask<N extends CallName>(
  name: N,
  input: InputOf<N>,
  context = quiet,
): Promise<OutputOf<N>> {
  const reply = await engine.handle(name, input, context);
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.message}`);
  return reply.value as OutputOf<N>;
}

beforeAll(async () => {
  engine = createEngine({
    dataFolder: data,
    version: '9.9.9',
    importWorker: new URL('./import-worker.ts', import.meta.url),
    hold: true,
  });
  await ask('sample.open', SIZE);
  db = openFactsReadOnly(data);
}, 120_000);

afterAll(async () => {
  db.close();
  await engine.stop();
  rmSync(data, { recursive: true, force: true });
});

/** The files as an independent reader sees them: of each day the newest run, NULL as null. */
function* filesByDay(): Generator<{ ds: string; rows: Record<string, string | null>[] }> {
  const root = path.join(data, 'sample', 'company_facts');
  for (const partition of readdirSync(root).toSorted()) {
    const run = readdirSync(path.join(root, partition)).toSorted().at(-1) ?? '';
    const folder = path.join(root, partition, run);
    const rows = readdirSync(folder)
      .filter((name) => name.endsWith('.gz'))
      .flatMap((name) =>
        parse<Record<string, string | null>>(gunzipSync(readFileSync(path.join(folder, name))), {
          columns: true,
          cast: (value, context) => (value === '@NULL@' && !context.quoting ? null : value),
        }),
      );
    yield { ds: partition.slice(3), rows };
  }
}

test('rows and sums per day, and every last value, are what an independent reader finds in the files', () => {
  const offices = one<{ n: number }>(db, 'SELECT count(*) AS n FROM location')?.n ?? 0;
  const last = new Map<string, Record<string, string | null>>();
  let days = 0;
  for (const { ds, rows } of filesByDay()) {
    days++;
    const day = dayOf(ds);
    const applied = one<{ rows: number }>(db, 'SELECT rows FROM applied_run WHERE day = ?', day);
    expect(applied?.rows, ds).toBe(rows.length);
    const window = readWindow(db, { measures: ['visitors', 'present'], from: day, to: day });
    const sum = (values: Iterable<number> | undefined): number =>
      [...(values ?? [])].reduce((n, v) => n + (Number.isNaN(v) ? 0 : v), 0);
    const expected = rows.reduce((n, r) => n + Number(r['visitors'] ?? 0), 0);
    expect(sum(window.measures.get('visitors')), ds).toBe(expected);
    expect(sum(window.measures.get('present')), ds).toBe(rows.length);
    for (const r of rows) last.set(`${r['company_id']}|${r['location_id']}`, r);
  }
  expect(days).toBe(SIZE.days);
  expect(last.size).toBe(offices);

  const stored = all<Record<string, string | number | null>>(db, 'SELECT * FROM location');
  for (const row of stored) {
    const file = last.get(`${row['company_id']}|${row['location_id']}`);
    if (!file) throw new Error(`no file row for ${row['location_id']}`);
    const names = COLUMNS.filter((c) => c.of === 'location' || c.of === 'measure');
    for (const { name } of names)
      expect(row[name], `${row['location_id']} ${name}`).toEqual(asStored(name, file[name]));
    const features = JSON.parse(String(row['features'])) as Record<string, (number | null)[]>;
    for (const [key, cells] of Object.entries(features))
      expect(cells, key).toEqual(
        ['entitled', 'enabled', 'events'].map((fact) =>
          asStored(`feature_${key}_${fact}`, file[`feature_${key}_${fact}`]),
        ),
      );
  }
});

/** The file's text in the store's form, by a second route than the product's decoders. */
function asStored(name: string, text: string | null | undefined): string | number | null {
  if (text === null || text === undefined) return null;
  switch (columnOf(name)?.type) {
    case 'boolean':
      return text === 't' ? 1 : 0;
    case 'integer':
    case 'decimal':
    case 'real':
      return Number(text);
    case 'timestamp':
      return new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z'))
        .toISOString()
        .replace('.000', '');
    default:
      return text;
  }
}

test('the table brings the book as columns, and nothing when nothing has changed', async () => {
  const table = await ask('offices.table', {});
  const list = await ask('offices.list', {});
  expect(table.rows).toBe(list.length);
  const risks = list.map((o) => o.risk?.logit ?? -Infinity);
  expect(risks).toEqual(risks.toSorted((a, b) => b - a));
  const names = new Set<unknown>();
  for (let i = 0; i < table.rows; i++) names.add(valueAt(table.columns['location_id'], i));
  expect(names).toEqual(new Set(list.map((o) => o.location_id)));
  const delta = await ask('offices.table', { since: table.version });
  expect([delta.rows, delta.version, delta.since]).toEqual([0, table.version, table.version]);
});

test('parts sum to the score, and baseline and reasons to the logit', async () => {
  const scored = (await ask('offices.list', {})).filter((o) => o.risk && o.adoption);
  expect(scored.length).toBeGreaterThan(SIZE.locations / 2);
  for (const { adoption, risk } of scored) {
    const parts = (adoption?.parts ?? []).reduce((n, p) => n + p.points, 0);
    expect(Math.abs(parts - (adoption?.score ?? 0))).toBeLessThan(1e-9);
    const points = (risk?.reasons ?? []).reduce((n, r) => n + r.points, risk?.baseline ?? 0);
    expect(Math.abs(points - (risk?.logit ?? 0))).toBeLessThan(1e-9);
  }
});

test('an office page: series as delivered, features by status, where the row came from', async () => {
  const [office] = await ask('offices.list', { limit: 1 });
  const key = { companyId: office?.company_id ?? '', locationId: office?.location_id ?? '' };
  const detail = await ask('offices.get', key);
  expect(detail.source.file).toMatch(/^company_facts\/ds=2026-11-20\/run=.*\.gz$/);
  const series = await ask('offices.series', {
    ...key,
    measures: ['visitors', 'nothing'],
    days: 50,
  });
  expect(Object.keys(series.columns)).toEqual(['day', 'visitors']);
  expect(series.rows).toBe(50);
  expect(valueAt(series.columns['day'], 49)).toBe(dayOf('2026-11-20'));
  expect(valueAt(series.columns['visitors'], 49)).toBe(detail.attributes['visitors']);
});

test('A5 #53: every file says which day and run it holds, and how old that is', async () => {
  const { dataset, freshness } = await ask('app.status', {});
  const file = await ask('reports.csv', { scope: 'all' });
  const provenance = new TextDecoder().decode(file.bytes).trimEnd().split('\n').at(-1) ?? '';
  expect(provenance).toContain(`data of ${dataset.ds}`);
  expect(provenance).toContain(`run ${dataset.runId}`);
  expect(provenance).toMatch(/(?:Fresh|Late): Data of \d{4}-\d{2}-\d{2}.*delivered .* UTC; synced/);
  for (const source of freshness.sources)
    expect(provenance).toContain(`${source.source}: read ${source.asOf?.slice(0, 10)}`);
  expect(freshness).toMatchObject({ ds: dataset.ds, syncedAt: dataset.publishedAt });
  expect(freshness.sources.map((s) => s.source)).toEqual(['usage', 'support', 'billing', 'crm']);
});

test('an unknown office is refused with its id', async () => {
  const reply = await engine.handle('offices.get', { locationId: 'nope' }, quiet);
  expect(reply).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});

test('a day is taken back and brought back through the calls, and both are told', async () => {
  const before = await ask('app.status', {});
  const { ds } = before.dataset;
  if (ds === null) throw new Error('a day is published');
  const risks = async (): Promise<unknown[]> =>
    (await ask('offices.list', { sort: 'risk', limit: 5 })).map((o) => [o.location_id, o.risk]);
  const top = await risks();
  const report = await ask('sync.rollBack', { ds, reason: 'wrong names' });
  expect(report.ds).toBe(formatDay(dayOf(ds) - 1));
  const status = await ask('app.status', {});
  expect(status.freshness).toMatchObject({ state: 'held', ds: report.ds });
  expect(status.notices[0]?.text).toMatch(/Rolled back by .*: wrong names\. Undo brings it back\./);
  await ask('sync.undoDecision', { ds });
  expect(await risks()).toEqual(top);
  const checks = await ask('sync.checks', { ds });
  expect(checks).toMatchObject({ status: 'published' });
  expect(checks?.decisions[0]).toMatchObject({ kind: 'roll_back', reason: 'wrong names' });
  expect(checks?.decisions[0]?.undoneAt).not.toBeNull();
  // Now there are days before it to compare with.
  const passed = checks?.checks.filter((c) => c.status === 'pass').map((c) => c.id);
  expect(passed).toEqual(expect.arrayContaining(['row_count', 'offices_vanished', 'measure_lost']));
  await expect(ask('sync.publishAnyway', { ds, reason: 'x' })).rejects.toThrow(/No delivery of/);
}, 30_000);

test('a second import is refused while one runs, and a running one can be cancelled', async () => {
  const events: unknown[] = [];
  const off = engine.on((name, payload) => events.push([name, payload]));
  const stop = new AbortController();
  const first = engine.handle(
    'sample.open',
    { locations: 50, days: 400, seed: 6 },
    { signal: stop.signal, progress: () => undefined },
  );
  const second = await engine.handle('sample.open', SIZE, quiet);
  expect(second).toMatchObject({ ok: false, problem: { code: 'busy' } });
  stop.abort();
  const reply = await first;
  expect(reply).toMatchObject({ ok: true, value: { cancelled: true } });
  off();
  expect(events.at(-2)).toEqual(['import', null]);
  const status = await ask('app.status', {});
  expect(status.importing).toBeNull();
});

test('a source without deliveries leaves the sample book where it is', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'atrium-empty-'));
  const before = await ask('app.status', {});
  const reply = await engine.handle('sync.run', { source: empty }, quiet);
  expect(reply).toMatchObject({ ok: false, problem: { code: 'no_deliveries' } });
  expect(await ask('app.status', {})).toEqual(before);
  rmSync(empty, { recursive: true });
});

test('the sample book goes with one call; settings stay', async () => {
  await ask('settings.set', { theme: 'dark' });
  expect(await ask('sample.remove', {})).toEqual({ removed: true });
  const status = await ask('app.status', {});
  expect(status.dataset).toMatchObject({ ds: null, days: 0, offices: 0, scored: 0 });
  expect(status.sample).toBe(false);
  expect(readdirSync(data)).not.toContain('sample');
  expect(await ask('settings.get', {})).toMatchObject({ theme: 'dark' });
  expect((await ask('offices.table', {})).rows).toBe(0);
  // Whatever a migration adds is emptied with the rest.
  const tables = all<{ name: string }>(
    db,
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'meta'",
  );
  const left = tables.filter(({ name }) => one(db, `SELECT 1 FROM ${name} LIMIT 1`) !== undefined);
  expect(left).toEqual([]);
});
