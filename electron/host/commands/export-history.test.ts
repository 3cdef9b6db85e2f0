import { parse } from 'csv-parse/sync';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { dayOf, formatDay } from '../../../shared/domain/day.ts';
import { openFacts } from '../../services/store/facts-db.ts';
import { row, syncFolder, tempFolder, writeDelivery } from '../../services/sync/testing.ts';
import { exportHistory } from './export-history.ts';
import type { Surroundings } from './run.ts';

const LAST = dayOf('2026-11-20');
const DAYS = 40;
const folder = tempFolder();

/** What was delivered, in the order in which it is exported: by office, then by day. */
const delivered: Record<string, string | number | boolean | null>[] = [];

beforeAll(async () => {
  const root = tempFolder();
  for (let day = LAST - DAYS + 1; day <= LAST; day++) {
    const ds = formatDay(day);
    const rows = ['=a', 'b"1', '007'].map((location, i) =>
      row(ds, location, {
        company_id: i < 2 ? 'c1' : 'c2',
        visitors: (day + i) % 5 === 0 ? null : day % 7,
        csat: i === 0 ? 4.35 : null,
        is_open_day: day % 2 === 0 ? 'true' : 'false',
        deliveries: 5_000_000_000 + i,
      }),
    );
    writeDelivery(root, { ds, rows });
    rows.forEach((r, i) =>
      delivered.push({
        ds,
        company_id: String(r['company_id']),
        location_id: String(r['location_id']),
        is_open_day: day % 2 === 0,
        visitors: r['visitors'] ?? null,
        deliveries: r['deliveries'] ?? null,
        csat: r['csat'] ?? null,
        source_run: '20261121T031502Z',
        source_file: `company_facts/ds=${ds}/run=20261121T031502Z/0000_part_00.gz`,
        source_record: i + 1,
      }),
    );
  }
  const order = ['=a', 'b"1', '007'];
  const place = (r: (typeof delivered)[number]): number => order.indexOf(String(r['location_id']));
  delivered.sort((x, y) => place(x) - place(y) || (String(x['ds']) < String(y['ds']) ? -1 : 1));
  const db = openFacts(folder);
  await syncFolder(db, root, {});
  db.close();
});

const said: string[] = [];
const at: Surroundings = {
  dataFolder: folder,
  version: '9.9.9',
  importWorker: new URL('file:///none'),
  rendererRoot: '',
  signal: new AbortController().signal,
  out: () => undefined,
  err: (text) => void said.push(text),
  progress: () => undefined,
};

const none = {
  format: undefined,
  company: undefined,
  location: undefined,
  from: undefined,
  to: undefined,
};

test('the history comes out as CSV as it was delivered', () => {
  const out = path.join(tempFolder(), 'history.csv');
  expect(exportHistory(at, { ...none, out })).toBe(0);
  expect(said.at(-1)).toBe(`${delivered.length} rows in ${out}.`);
  const rows: unknown = parse(readFileSync(out), { columns: true });
  const text = (value: string | number | boolean | null | undefined): string =>
    value === null || value === undefined ? '' : String(value);
  expect(rows).toEqual(
    delivered.map((r) =>
      Object.fromEntries(
        Object.entries(r).map(([name, value]) => [name, value === '=a' ? "'=a" : text(value)]),
      ),
    ),
  );
  expect(existsSync(`${out}.part`)).toBe(false);
});

test('and as Parquet, with types', async () => {
  const out = path.join(tempFolder(), 'history.parquet');
  expect(exportHistory(at, { ...none, format: 'parquet', out })).toBe(0);
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(out) });
  expect(rows).toEqual(
    delivered.map((r) => ({
      ...r,
      ds: new Date(`${String(r['ds'])}T00:00:00Z`),
      ...Object.fromEntries(
        ['visitors', 'deliveries', 'source_record'].map((name) => [
          name,
          typeof r[name] === 'number' ? BigInt(r[name]) : null,
        ]),
      ),
    })),
  );
});

test('an account, an office and a span of days are chosen', () => {
  const locations = (options: Partial<Record<keyof typeof none, string>>): unknown[] => {
    const out = path.join(tempFolder(), 'some.csv');
    exportHistory(at, { ...none, ...options, out });
    const rows: Record<string, string>[] = parse(readFileSync(out), { columns: true });
    return rows.map((r) => `${r['ds']} ${r['location_id']}`);
  };
  expect(locations({ company: 'c2', from: '2026-11-19' })).toEqual([
    '2026-11-19 007',
    '2026-11-20 007',
  ]);
  expect(locations({ location: 'b"1', from: '2026-11-18', to: '2026-11-18' })).toEqual([
    '2026-11-18 b"1',
  ]);
  expect(locations({ from: '2027-01-01' })).toEqual([]);
});

test('what cannot be exported is said', () => {
  const out = path.join(tempFolder(), 'x.csv');
  const refused = (code: string): unknown =>
    expect.objectContaining({ problem: expect.objectContaining({ code }) });
  expect(() => exportHistory(at, { ...none, out, company: 'nobody' })).toThrow(
    refused('not_found'),
  );
  expect(existsSync(`${out}.part`)).toBe(false);
  expect(() => exportHistory(at, { ...none, out: path.join(out, 'below', 'x') })).toThrow(
    refused('unwritable_folder'),
  );
  expect(() => exportHistory({ ...at, dataFolder: tempFolder() }, { ...none, out })).toThrow(
    refused('no_deliveries'),
  );
  expect(() => exportHistory({ ...at, signal: AbortSignal.abort() }, { ...none, out })).toThrow(
    refused('cancelled'),
  );
  expect(() => exportHistory(at, { ...none, out, format: 'xls' })).toThrow('csv or parquet');
  expect(() => exportHistory(at, { ...none, out, from: 'yesterday' })).toThrow('not a day');
});
