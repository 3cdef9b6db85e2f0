import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, onTestFinished, test } from 'vitest';
import type { DeliveryPreview } from '../../../shared/contracts/preview.ts';
import { CSV, type Dialect } from './dialect.ts';
import { mappingState, writeDialect } from './mapping-file.ts';
import { NO_MAPPING, readMapping, type Mapping } from './mapping.ts';
import { PREVIEW_ROWS, previewNewest } from './preview.ts';
import { memorySource } from './testing/memory-source.ts';
import { encodeJson, encodeText, PACKINGS, type Cell } from './testing/unload.ts';

const NAMES = [
  'company_id',
  'location_id',
  'company_name',
  'Büro',
  'location_status',
  'visitors',
  'mood',
];
const rows = (count: number): Cell[][] =>
  Array.from({ length: count }, (_, i) => [
    'C1',
    `L${i}`,
    'Acme "South", Inc.',
    `Office ${i}`,
    'active',
    i % 2 ? null : String(i),
    '',
  ]);
const mapping = readMapping('{"columns":{"büro":"location_name"}}', 'mapping.json');

function look(
  files: Readonly<Record<string, Uint8Array>>,
  using: Mapping = mapping,
): Promise<DeliveryPreview> {
  const { signal } = new AbortController();
  return previewNewest(memorySource(files), { mapping: using, signal });
}

const AT = 'company_facts/ds=2026-11-20/part.csv';
const TEXT: Dialect = { ...CSV, format: 'text', delimiter: '|', quotes: true, escape: true };

test.each([
  ['CSV in gzip', PACKINGS.gzip(encodeText(NAMES, rows(50), CSV)), 'csv', 'gzip', 'header'],
  ['text', encodeText(NAMES, rows(50), TEXT), 'text', 'none', 'header'],
  ['JSON lines', PACKINGS.zstd(encodeJson(NAMES, rows(50))), 'json', 'zstd', 'file'],
  [
    'Parquet',
    new Uint8Array(
      parquetWriteBuffer({
        columnData: NAMES.map((name, i) => ({
          name,
          data: rows(50).map((row) => row[i] ?? null),
          type: 'STRING' as const,
        })),
      }),
    ),
    'parquet',
    'none',
    'file',
  ],
])('%s: the first rows stand as they were written', async (_, bytes, format, codec, from) => {
  const seen = await look({
    'company_facts/ds=2026-11-19/part.csv': Buffer.from('x'),
    [AT]: bytes,
  });
  expect(seen).toMatchObject({ ds: '2026-11-20', file: AT, codec, namesFrom: from, problem: null });
  expect(seen.dialect.format).toBe(format);
  expect(seen.rows.map(({ values }) => values)).toEqual(rows(PREVIEW_ROWS));
  expect(seen.columns.map(({ ours }) => ours)).toEqual([
    'company_id',
    'location_id',
    'company_name',
    'location_name',
    'location_status',
    'visitors',
    null,
  ]);
  expect(seen.columns.filter(({ mapped }) => mapped).map(({ name }) => name)).toHaveLength(1);
  expect(seen.inPath).toEqual(['ds']);
  expect(seen.missing.find(({ name }) => name === 'ds')).toBeUndefined();
  expect(seen.missing.find(({ name }) => name === 'renewal_on')).toEqual({
    name: 'renewal_on',
    required: false,
  });
});

test('a file that lacks a required column is shown, and says what a sync would say', async () => {
  const seen = await look({ [AT]: encodeText(NAMES, rows(3), CSV) }, NO_MAPPING);
  expect(seen.rows).toHaveLength(3);
  expect(seen.missing).toContainEqual({ name: 'location_name', required: true });
  expect(seen.problem?.message).toBe(`${AT} lacks the required column location_name.`);
});

test('a row of another width says so', async () => {
  const bytes = Buffer.concat([encodeText(NAMES, rows(30), CSV), Buffer.from('C1,L9\n')]);
  const reversed = Buffer.from(
    [bytes.toString().split('\n')[0], 'C1,L9', ...bytes.toString().split('\n').slice(1)].join('\n'),
  );
  const seen = await look({ [AT]: reversed });
  expect(seen.rows[0]?.fault).toBe('2 fields where 7 columns are named');
  expect(seen.rows[1]?.fault).toBeNull();
});

test('a source without a delivery is refused', async () => {
  await expect(look({ 'notes.pdf': Buffer.from('x'), 'a.pdf': Buffer.from('y') })).rejects.toThrow(
    'holds no delivery',
  );
});

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'atrium-test-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test('the dialect of the mapping file is written, taken back, and the rest of the file stays', async () => {
  const data = await folder();
  const file = path.join(data, 'mapping.json');
  expect(await mappingState(data)).toMatchObject({ exists: false, problem: null, dialect: {} });
  expect(await writeDialect(data, { delimiter: ';' })).toMatchObject({
    exists: true,
    dialect: { delimiter: ';' },
  });
  await writeDialect(data, {});
  expect((await mappingState(data)).exists).toBe(false);

  await writeFile(file, '{"columns":{"Büro":"location_name"}}');
  await writeDialect(data, { format: 'text', escape: true });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    columns: { Büro: 'location_name' },
    dialect: { format: 'text', escape: true },
  });
});

test('a mapping file with a mistake is told and never written over', async () => {
  const data = await folder();
  const file = path.join(data, 'mapping.json');
  const wrong = '{"columns":{"Büro":"office"}}';
  await writeFile(file, wrong);
  expect((await mappingState(data)).problem?.message).toContain('has no column office');
  await expect(writeDialect(data, { delimiter: ';' })).rejects.toThrow('has no column office');
  expect(await readFile(file, 'utf8')).toBe(wrong);
});
