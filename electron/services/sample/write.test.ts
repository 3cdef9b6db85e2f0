import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { AtriumError } from '../../../shared/contracts/problem.ts';
import { columnOf } from '../../../shared/domain/company-facts.ts';
import { dayOf } from '../../../shared/domain/day.ts';
import { ANCHOR } from '../../../shared/testing/sample/book.ts';
import { isLostDay } from '../../../shared/testing/sample/calendar.ts';
import { SAMPLE_COLUMNS } from '../../../shared/testing/sample/columns.ts';
import { sampleDeliveries, writeSample, writeSampleDay, type WrittenRun } from './write.ts';

const folders: string[] = [];
async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-sample-'));
  folders.push(folder);
  return folder;
}
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** Path → SHA-256 of every file below a folder. */
async function fingerprint(out: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const digest = createHash('sha256').update(await readFile(path));
    found[path.slice(out.length)] = digest.digest('hex');
  }
  return found;
}

async function problemOfCall(run: Promise<unknown>): Promise<AtriumError> {
  try {
    await run;
  } catch (error) {
    if (error instanceof AtriumError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

interface Manifest {
  entries: { url: string; meta: { content_length: number; record_count: number } }[];
  schema: { elements: { name: string; type: { base: string } }[] };
  meta: { content_length: number; record_count: number };
}
interface Delivery {
  run_id: string;
  mode: string;
  supersedes: string | null;
  tables: { rows: number; distinct_keys: number; sums: Record<string, number> }[];
}

async function readRun(
  out: string,
  run: WrittenRun,
): Promise<{ manifest: Manifest; delivery: Delivery; rows: Record<string, string>[] }> {
  const folder = join(out, run.folder);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest'), 'utf8')) as Manifest;
  const delivery = JSON.parse(await readFile(join(folder, '_delivery.json'), 'utf8')) as Delivery;
  const rows: Record<string, string>[] = [];
  for (const { url, meta } of manifest.entries) {
    const file = join(folder, url.split('/').at(-1) ?? '');
    expect(url).toBe(`s3://atrium-sample/${run.folder}/${url.split('/').at(-1)}`);
    expect((await stat(file)).size).toBe(meta.content_length);
    const records = parse(gunzipSync(await readFile(file)));
    expect(records).toHaveLength(meta.record_count);
    expect(records[0]).toEqual(SAMPLE_COLUMNS);
    for (const record of records.slice(1)) {
      rows.push(Object.fromEntries(SAMPLE_COLUMNS.map((name, k) => [name, record[k] ?? ''])));
    }
  }
  return { manifest, delivery, rows };
}

test('the same seed gives the same bytes, in either order; another seed does not', async () => {
  const [a, b, c] = [await freshFolder(), await freshFolder(), await freshFolder()];
  const size = { locations: 60, days: 5 };
  await writeSample({ ...size, seed: 3, out: a });
  await writeSample({ ...size, seed: 3, out: b, order: 'oldest-first' });
  await writeSample({ ...size, seed: 4, out: c });
  const one = await fingerprint(a);
  expect(Object.keys(one)).toHaveLength(15);
  expect(await fingerprint(b)).toEqual(one);
  expect(Object.values(await fingerprint(c))).not.toEqual(Object.values(one));
});

test('a later last day adds a day and leaves the others as they were', async () => {
  const [a, b] = [await freshFolder(), await freshFolder()];
  await writeSample({ locations: 30, days: 2, seed: 3, out: a });
  await writeSample({ locations: 30, days: 3, seed: 3, out: b, lastDay: dayOf('2026-11-21') });
  const later = await fingerprint(b);
  expect(later).toMatchObject(await fingerprint(a));
  expect(Object.keys(later).filter((path) => path.includes('ds=2026-11-21'))).toHaveLength(3);
});

test('names, sizes, records and control totals are true, and the values have their types', async () => {
  const out = await freshFolder();
  const deliveries = sampleDeliveries({ locations: 900, days: 1, seed: 5, out });
  const [day = 0] = deliveries.days;
  const [run] = (await deliveries.write(day)).runs;
  if (!run) throw new Error('no run');
  const { manifest, delivery, rows } = await readRun(out, run);

  expect(run.folder).toBe('company_facts/ds=2026-11-20/run=20261121T031502Z');
  expect(rows).toHaveLength(900);
  expect(manifest.schema.elements.map(({ name }) => name)).toEqual(SAMPLE_COLUMNS);
  expect(manifest.meta.record_count).toBe(rows.length + manifest.entries.length);
  expect(manifest.meta.content_length).toBe(run.bytes);

  const [table] = delivery.tables;
  const keys = new Set(rows.map((row) => `${row['company_id']}|${row['location_id']}`));
  const sum = (name: string): number =>
    rows.reduce(
      (n, row) => n + (row[name] === '@NULL@' ? 0 : Math.round(Number(row[name]) * 100)),
      0,
    );
  expect(delivery).toMatchObject({ run_id: '20261121T031502Z', mode: 'full', supersedes: null });
  expect(table).toMatchObject({ rows: rows.length, distinct_keys: keys.size });
  expect(Math.round((table?.sums['location_arr'] ?? 0) * 100)).toBe(sum('location_arr'));
  expect((table?.sums['visitors'] ?? 0) * 100).toBe(sum('visitors'));
  expect(sum('visitors')).toBeGreaterThan(0);

  const shape = {
    id: /^\d+$/,
    text: /[^]/,
    date: /^\d{4}-\d\d-\d\d$/,
    timestamp: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00$/,
    integer: /^\d+$/,
    decimal: /^\d+\.\d\d$/,
    real: /^-?\d+(\.\d+)?$/,
    boolean: /^[tf]$/,
  };
  for (const name of SAMPLE_COLUMNS) {
    const column = columnOf(name);
    const values = new Set(rows.map((row) => row[name] ?? ''));
    values.delete('@NULL@');
    for (const value of values) expect(value).toMatch(shape[column?.type ?? 'text']);
    if (column?.required) expect(rows.every((row) => row[name] !== '@NULL@')).toBe(true);
  }
});

test('a large day is split, and its rows are counted once', async () => {
  const out = await freshFolder();
  const { runs } = await writeSampleDay({
    locations: 8100,
    seed: 1,
    out,
    day: dayOf('2026-11-20'),
  });
  expect(runs[0]).toMatchObject({ rows: 8100, files: 2 });
});

test('the restated week has two runs: zeros for a region first, then the truth', async () => {
  const out = await freshFolder();
  const deliveries = sampleDeliveries({ locations: 200, days: 30, seed: 2, out });
  const day = dayOf('2026-11-04');
  const { runs } = await deliveries.write(day);
  expect(runs.map(({ runId }) => runId)).toEqual(['20261105T031502Z', '20261107T101512Z']);
  const read = await Promise.all(runs.map((run) => readRun(out, run)));
  const inRegion = read.map(({ rows }) =>
    rows
      .filter((row) => row['region'] === 'Latin America')
      .reduce((sum, row) => sum + Number(row['visitors']), 0),
  );
  expect(inRegion[0]).toBe(0);
  expect(inRegion[1]).toBeGreaterThan(0);
  expect(read[1]?.delivery).toMatchObject({ mode: 'restatement', supersedes: '20261105T031502Z' });
  expect((await deliveries.write(dayOf('2026-11-08'))).runs).toHaveLength(1);
});

test('a night that lost the usage leaves NULL, not zero, and a clock that says so', async () => {
  const out = await freshFolder();
  const deliveries = sampleDeliveries({ locations: 40, days: 400, seed: 2, out });
  const lost = deliveries.days.find((day) => isLostDay(2, day, ANCHOR));
  if (lost === undefined) throw new Error('this seed loses no night: choose another');
  const { ds, runs } = await deliveries.write(lost);
  const [run] = runs;
  if (!run) throw new Error('no run');
  const { delivery, rows } = await readRun(out, run);
  expect(rows.length).toBeGreaterThan(10);
  for (const name of ['visitors', 'active_hosts_28d', 'admin_logins', 'feature_invites_events']) {
    expect(new Set(rows.map((row) => row[name]))).toEqual(new Set(['@NULL@']));
  }
  expect(delivery.tables[0]?.sums).not.toHaveProperty('visitors');
  expect(rows[0]?.['usage_as_of']).toBe(`${ds} 02:10:00+00`);
  expect(rows.every((row) => (row['last_active_at'] ?? '') < `${ds} 00:00:00+00`)).toBe(true);
});

test('a held delivery, when asked for, is one more day whose last file is cut short', async () => {
  const out = await freshFolder();
  const options = { locations: 40, days: 2, seed: 2, out, withHeldDelivery: true };
  const deliveries = sampleDeliveries(options);
  const [newest = 0] = deliveries.days;
  expect(deliveries.days).toHaveLength(3);
  const [run] = (await deliveries.write(newest)).runs;
  const folder = join(out, run?.folder ?? '');
  const manifest = JSON.parse(await readFile(join(folder, 'manifest'), 'utf8')) as Manifest;
  const { size } = await stat(join(folder, '0000_part_00.gz'));
  expect(size).toBeLessThan(manifest.meta.content_length);
});

test('a folder that holds other things is refused and left alone', async () => {
  const out = await freshFolder();
  await writeFile(join(out, 'budget.xlsx'), 'not ours');
  const { problem } = await problemOfCall(writeSample({ locations: 5, days: 1, seed: 1, out }));
  expect(problem.code).toBe('bad_request');
  expect(problem.message).toContain('budget.xlsx');
  expect(await readdir(out)).toEqual(['budget.xlsx']);
  const file = join(out, 'budget.xlsx');
  const { problem: other } = await problemOfCall(
    writeSample({ locations: 5, days: 1, seed: 1, out: file }),
  );
  expect(other.message).toContain('is a file');
});

test('writing stops when asked, and reports how far it came', async () => {
  const out = await freshFolder();
  const stop = new AbortController();
  const seen: number[] = [];
  const { problem } = await problemOfCall(
    writeSample({
      locations: 20,
      days: 200,
      seed: 1,
      out,
      signal: stop.signal,
      onProgress: ({ daysDone }) => {
        seen.push(daysDone);
        if (daysDone === 3) stop.abort();
      },
    }),
  );
  expect(problem.code).toBe('cancelled');
  expect(seen.slice(0, 3)).toEqual([1, 2, 3]);
  expect(seen.length).toBeLessThan(10);
  // What was written is whole: every run that is there has its manifest and its note.
  const paths = Object.keys(await fingerprint(out));
  expect(paths.length).toBe(3 * paths.filter((path) => path.endsWith('_delivery.json')).length);
});
