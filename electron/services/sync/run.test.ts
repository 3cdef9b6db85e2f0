import fc from 'fast-check';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { readOffice } from '../store/history.ts';
import { readOrdinals } from '../store/locations.ts';
import { datasetVersion } from '../store/meta.ts';
import { readSetAsideRows } from '../store/set-aside.ts';
import { csvOf, row, syncFolder, tempFacts, tempFolder, writeDelivery } from './testing.ts';

const DS = '2026-11-20';
const RUN = { day: dayOf(DS), runId: '20261121T031502Z' };
const WHOLE = { offset: 0, limit: undefined };

/** Everything the screens could show, free of ordinals and times: equal contents, equal dumps. */
function dump(db: ReadableDB): unknown {
  const locations = all(
    db,
    `SELECT company_id, location_id, day, location_name, location_status, visitors, features
     FROM location ORDER BY company_id, location_id`,
  );
  const days = all<{ day: number }>(db, 'SELECT day, run_id, rows FROM applied_run ORDER BY day');
  const span = { from: dayOf('2026-11-01'), to: dayOf('2026-11-30') };
  const history = [...readOrdinals(db)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { ord }]) => {
      const cells = readOffice(db, ord, { measures: ['visitors', 'present'], ...span });
      return [key, [...cells].map(([name, values]) => [name, values.join(' ')])];
    });
  return { locations, days, history };
}

async function onlyDay(place: string): Promise<{ status: string; reason: string | null }> {
  const report = await syncFolder(tempFacts(), place);
  expect(report.days).toHaveLength(1);
  const [day] = report.days;
  return { status: day?.status ?? '', reason: day?.reason ?? null };
}

test('A5 #27: publishes a day, and the same delivery again changes nothing', async () => {
  const root = tempFolder();
  writeDelivery(root, { ds: DS, rows: [row(DS, '01'), row(DS, '02', { visitors: null })] });
  const db = tempFacts();
  let scored = 0;
  const score = (): void => void scored++;
  const first = await syncFolder(db, root, { score });
  expect(first.days).toEqual([
    {
      ds: DS,
      run_id: '20261121T031502Z',
      rows: 2,
      rejected: 0,
      status: 'published',
      reason: null,
    },
  ]);
  const version = datasetVersion(db);
  const again = await syncFolder(db, root, { score });
  expect(again.days[0]?.status).toBe('unchanged');
  expect(datasetVersion(db)).toBe(version);
  expect(scored).toBe(1);
});

test('ids keep their zeros, unknown stays unknown and 0 stays 0', async () => {
  const root = tempFolder();
  writeDelivery(root, {
    ds: DS,
    rows: [
      row(DS, '007', { visitors: 0, deliveries: null, feature_desks_events: 3, note: 'x,"y"' }),
      row(DS, '7', { visitors: null, deliveries: 4, feature_desks_events: null, note: null }),
    ],
  });
  const db = tempFacts();
  await syncFolder(db, root);
  expect(
    all(db, 'SELECT location_id, visitors, deliveries, features, extra FROM location ORDER BY ord'),
  ).toEqual([
    {
      location_id: '007',
      visitors: 0,
      deliveries: null,
      features: '{"desks":[null,null,3]}',
      extra: '{"note":"x,\\"y\\""}',
    },
    {
      location_id: '7',
      visitors: null,
      deliveries: 4,
      features: '{"desks":[null,null,null]}',
      extra: null,
    },
  ]);
});

test('A5 #29: a restatement replaces its day, whole', async () => {
  const root = tempFolder();
  writeDelivery(root, { ds: DS, rows: [row(DS, 'a', { visitors: 1 }), row(DS, 'b')] });
  const db = tempFacts();
  await syncFolder(db, root);
  writeDelivery(root, {
    ds: DS,
    run: '20261122T031502Z',
    rows: [row(DS, 'a', { visitors: 9 })],
  });
  const report = await syncFolder(db, root);
  expect(report.days.map((d) => [d.run_id, d.status, d.rows])).toEqual([
    ['20261122T031502Z', 'published', 1],
  ]);
  const day = dayOf(DS);
  const visitorsOf = (ord: number): number[] => [
    ...(readOffice(db, ord, { measures: ['visitors'], from: day, to: day }).get('visitors') ?? []),
  ];
  expect([visitorsOf(0), visitorsOf(1)]).toEqual([[9], [Number.NaN]]);
});

test('A5 #28: deliveries in any order, late or repeated, end in the same database', async () => {
  const days = ['2026-11-18', '2026-11-19', DS];
  const deliveries = [
    { ds: days[0] ?? '', run: 'r1', rows: [row('2026-11-18', 'a'), row('2026-11-18', 'b')] },
    { ds: days[1] ?? '', run: 'r1', rows: [row('2026-11-19', 'a', { visitors: 1 })] },
    { ds: days[1] ?? '', run: 'r2', rows: [row('2026-11-19', 'a', { visitors: 2 })] },
    { ds: DS, run: 'r1', rows: [row(DS, 'b', { location_name: 'Renamed' }), row(DS, 'c')] },
  ];
  const clean = tempFolder();
  for (const delivery of deliveries) writeDelivery(clean, delivery);
  const expected = tempFacts();
  await syncFolder(expected, clean);

  const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
  await fc.assert(
    fc.asyncProperty(order, async (arrivals) => {
      const root = tempFolder();
      const db = tempFacts();
      for (const i of arrivals) {
        const delivery = deliveries[i];
        if (delivery) writeDelivery(root, delivery);
        await syncFolder(db, root);
        await syncFolder(db, root);
      }
      expect(dump(db)).toEqual(dump(expected));
    }),
    { numRuns: 12 },
  );
});

test('A5 #28: an older run that arrives after a newer one changes nothing', async () => {
  const root = tempFolder();
  writeDelivery(root, { ds: DS, run: 'r2', rows: [row(DS, 'a', { visitors: 2 })] });
  const db = tempFacts();
  await syncFolder(db, root);
  rmSync(path.join(root, 'company_facts'), { recursive: true });
  writeDelivery(root, { ds: DS, run: 'r1', rows: [row(DS, 'a', { visitors: 1 })] });
  const report = await syncFolder(db, root);
  expect(report.days[0]).toMatchObject({ status: 'unchanged' });
  expect(report.days[0]?.reason).toMatch(/r2, is already in place/);
});

test('--from and --to choose the days', async () => {
  const root = tempFolder();
  for (const ds of ['2026-11-18', '2026-11-19', DS])
    writeDelivery(root, { ds, rows: [row(ds, 'a')] });
  const report = await syncFolder(tempFacts(), root, { from: '2026-11-19', to: '2026-11-19' });
  expect(report.days.map((d) => d.ds)).toEqual(['2026-11-19']);
});

test('a single file is accepted and marked unverified, whether or not its name has the day', async () => {
  for (const name of ['2026-11-20.csv', 'export.csv']) {
    const root = tempFolder();
    writeFileSync(path.join(root, name), csvOf([row(DS, 'a')]));
    const db = tempFacts();
    const report = await syncFolder(db, path.join(root, name));
    expect(report.days[0]).toMatchObject({ ds: DS, status: 'published', rows: 1 });
    expect(all(db, 'SELECT verified FROM applied_run')).toEqual([{ verified: 0 }]);
    expect((await syncFolder(db, path.join(root, name))).days[0]?.status).toBe('unchanged');
  }
});

test('a folder without deliveries is said so, with what was expected', async () => {
  const root = tempFolder();
  mkdirSync(path.join(root, 'photos'));
  await expect(syncFolder(tempFacts(), root)).rejects.toMatchObject({
    problem: { code: 'no_deliveries', next: expect.stringContaining('ds=') },
  });
  await expect(syncFolder(tempFacts(), path.join(root, 'nowhere'))).rejects.toMatchObject({
    problem: { code: 'source_missing' },
  });
});

test('A5 #3: a manifest that names a missing file holds the day', async () => {
  const root = tempFolder();
  const file = writeDelivery(root, { ds: DS, rows: [row(DS, 'a')] });
  rmSync(file);
  const { status, reason } = await onlyDay(root);
  expect(status).toBe('held');
  expect(reason).toMatch(/manifest names 0000_part_00\.gz, which is not there/);
});

test('A5 #2: a run without its manifest is not read', async () => {
  const root = tempFolder();
  const file = writeDelivery(root, { ds: DS, rows: [row(DS, 'a')] });
  rmSync(path.join(path.dirname(file), 'manifest'));
  expect(await onlyDay(root)).toEqual({
    status: 'held',
    reason: expect.stringMatching(/no manifest yet/),
  });
});

test('a held day says what still works and what to do', async () => {
  const root = tempFolder();
  writeDelivery(root, { ds: DS, rows: [row(DS, 'a')], spoil: (bytes) => bytes.subarray(0, 9) });
  expect((await onlyDay(root)).reason).toMatch(
    /stays in place\. Ask the data team to deliver the day again, then sync\.$/,
  );
});

test('A5 #4: a size that differs from the manifest holds the day', async () => {
  const root = tempFolder();
  writeDelivery(root, {
    ds: DS,
    rows: [row(DS, 'a')],
    spoil: (bytes) => bytes.subarray(0, bytes.length - 4),
  });
  const { status, reason } = await onlyDay(root);
  expect(status).toBe('held');
  expect(reason).toMatch(/has \d+ bytes; its manifest says \d+/);
});

const withTrueSize =
  (length: (n: number) => number) =>
  <M extends { entries: { meta: { content_length: number } }[] }>(manifest: M): M => {
    for (const entry of manifest.entries)
      entry.meta.content_length = length(entry.meta.content_length);
    return manifest;
  };

test('A5 #10: a gzip file cut in the middle holds the day even when its manifest agrees', async () => {
  const root = tempFolder();
  writeDelivery(root, {
    ds: DS,
    rows: [row(DS, 'a'), row(DS, 'b')],
    spoil: (bytes) => bytes.subarray(0, bytes.length - 12),
    manifest: withTrueSize((n) => n - 12),
  });
  const { status, reason } = await onlyDay(root);
  expect(status).toBe('held');
  expect(reason).toMatch(/ends in the middle: its gzip data is cut short/);
});

test('A5 #12: a flipped bit holds the day', async () => {
  const root = tempFolder();
  writeDelivery(root, {
    ds: DS,
    rows: [row(DS, 'a'), row(DS, 'b')],
    spoil(bytes) {
      bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 1;
      return bytes;
    },
  });
  const { status, reason } = await onlyDay(root);
  expect(status).toBe('held');
  expect(reason).toMatch(/is damaged/);
});

test('A5 #5: a row count that differs from the manifest holds the day, header line counted', async () => {
  const root = tempFolder();
  writeDelivery(root, {
    ds: DS,
    rows: [row(DS, 'a')],
    manifest(manifest) {
      for (const entry of manifest.entries) entry.meta.record_count = 3;
      return manifest;
    },
  });
  expect((await onlyDay(root)).reason).toMatch(/holds 1 rows; its manifest says 2/);
});

test('A5 #9: a day without rows is held: it never means that all offices are gone', async () => {
  const root = tempFolder();
  const file = writeDelivery(root, { ds: DS, rows: [row(DS, 'a')] });
  const header = csvOf([row(DS, 'a')]).split('\n')[0] ?? '';
  writeFileSync(path.join(path.dirname(file), '0000_part_00.gz'), `${header}\n`);
  writeFileSync(
    path.join(path.dirname(file), 'manifest'),
    JSON.stringify({
      entries: [
        {
          url: `s3://b/ds=${DS}/run=20261121T031502Z/0000_part_00.gz`,
          meta: { record_count: 1 },
        },
      ],
    }),
  );
  expect((await onlyDay(root)).reason).toMatch(/has no rows/);
});

test('yesterday stays when today is held, and the log says why', async () => {
  const root = tempFolder();
  writeDelivery(root, { ds: '2026-11-19', rows: [row('2026-11-19', 'a', { visitors: 3 })] });
  const db = tempFacts();
  await syncFolder(db, root);
  const before = dump(db);
  writeDelivery(root, { ds: DS, rows: [row(DS, 'a')], spoil: (bytes) => bytes.subarray(0, 20) });
  const report = await syncFolder(db, root);
  expect(report.days.map((d) => [d.ds, d.status])).toEqual([
    [DS, 'held'],
    ['2026-11-19', 'unchanged'],
  ]);
  expect(report.ds).toBe('2026-11-19');
  expect(dump(db)).toEqual(before);
});

test('rows that cannot be read are set aside with file, record, column, reason and value', async () => {
  const root = tempFolder();
  const good = Array.from({ length: 30 }, (_, i) => row(DS, `g${i}`));
  const columns = Object.keys(row(DS, 'x'));
  const line = (more: Record<string, string>): string =>
    columns.map((name) => ({ ...row(DS, 'bad'), ...more })[name]).join(',');
  writeDelivery(root, {
    ds: DS,
    rows: good,
    lines: [
      'only,three,fields',
      line({ visitors: 'many' }),
      line({ location_id: '@NULL@' }),
      line({ ds: '2026-11-19' }),
      `"${line({})}`,
    ],
  });
  const db = tempFacts();
  const report = await syncFolder(db, root);
  expect(report.days[0]).toMatchObject({ status: 'published', rows: 30, rejected: 5 });
  const aside = readSetAsideRows(db, RUN, WHOLE);
  expect(aside.map((r) => [r.record, r.column, r.reason, r.value])).toEqual([
    [31, null, '3 fields where the header has 7', null],
    [32, 'visitors', 'not a whole number', 'many'],
    [33, 'location_id', 'a required value is missing', null],
    [34, 'ds', 'not the day of this delivery, 2026-11-20', '2026-11-19'],
    [35, null, 'a quote opens and never closes', expect.stringContaining('2026-11-20')],
  ]);
  expect(aside[0]?.file).toMatch(/0000_part_00\.gz$/);
});

test('more bad rows than the budget hold the day', async () => {
  const root = tempFolder();
  const rows = Array.from({ length: 20 }, (_, i) =>
    row(DS, `g${i}`, { visitors: i < 6 ? 'x' : 1 }),
  );
  writeDelivery(root, { ds: DS, rows });
  const { status, reason } = await onlyDay(root);
  expect(status).toBe('held');
  expect(reason).toMatch(
    /6 of 20 rows .* could not be read, the first in .*0000_part_00\.gz, record 1, column visitors: not a whole number \(x\)/,
  );
});

test('A5 #26: a repeated row counts once; two different rows for one office are both set aside', async () => {
  const root = tempFolder();
  const rows = [
    row(DS, 'same'),
    row(DS, 'same'),
    row(DS, 'twin', { visitors: 1 }),
    row(DS, 'other'),
    row(DS, 'twin', { visitors: 2 }),
  ];
  writeDelivery(root, { ds: DS, rows });
  const db = tempFacts();
  const report = await syncFolder(db, root);
  expect(report.days[0]).toMatchObject({ status: 'published', rows: 2, rejected: 2 });
  expect([...readOrdinals(db).keys()].toSorted()).toEqual(['c1\u001fother', 'c1\u001fsame']);
  const reasons = readSetAsideRows(db, RUN, WHOLE).map((r) => [r.record, r.reason]);
  expect(reasons).toEqual([
    [5, 'a second, different row for this office and day'],
    [3, 'another, different row for this office and day follows'],
  ]);
});

test('A5 #25: a required column that is missing holds the day; a missing optional one does not', async () => {
  const root = tempFolder();
  const { location_status: _gone, ...rest } = row(DS, 'a');
  writeDelivery(root, { ds: DS, rows: [rest] });
  expect((await onlyDay(root)).reason).toMatch(/lacks the required column location_status/);
  const other = tempFolder();
  const { visitors: _optional, ...fine } = row(DS, 'a');
  writeDelivery(other, { ds: DS, rows: [fine] });
  expect((await onlyDay(other)).status).toBe('published');
});

test('a file without a header line is said to be one', async () => {
  const root = tempFolder();
  writeFileSync(path.join(root, '2026-11-20.csv'), '2026-11-20,c1,a,Acme,Office,active\n');
  expect((await onlyDay(root)).reason).toMatch(/has no header line/);
});

test('A5 #14: what this version cannot read, bzip2, is named', async () => {
  const root = tempFolder();
  writeFileSync(path.join(root, '2026-11-20.csv'), Buffer.from('BZh91AY'));
  expect((await onlyDay(root)).reason).toMatch(/is packed with bzip2/);
});
