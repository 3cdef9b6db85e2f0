import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import type { DayRows } from './day-rows.ts';
import { CSV, describeDialect, type Dialect } from './dialect.ts';
import { readMapping } from './mapping.ts';
import { readFiles } from './testing/memory-source.ts';
import { encodeJson, encodeText, PACKINGS, type Cell } from './testing/unload.ts';

const NAMES = [
  'ds',
  'company_id',
  'location_id',
  'company_name',
  'location_name',
  'location_status',
  'csm_name',
  'location_arr',
  'renewal_on',
  'is_open_day',
  'visitors',
  'last_active_at',
  'their_own',
];
const SCHEMA = NAMES.map((name) => ({ name, base: 'character varying' }));
const row = (location: string, name: string, more: Readonly<Record<string, Cell>> = {}): Cell[] => {
  const values: Record<string, Cell> = {
    ds: '2026-11-20',
    company_id: '00042',
    location_id: location,
    company_name: 'Acme',
    location_name: name,
    location_status: 'active',
    csm_name: null,
    location_arr: '1200.50',
    renewal_on: '2027-01-31',
    is_open_day: 't',
    visitors: '0',
    last_active_at: '2026-11-20 23:30:00.5-03',
    their_own: 'kept',
    ...more,
  };
  return NAMES.map((column) => values[column] ?? null);
};
/** Text every dialect of the test can say, an inner quote only where it is told. */
const ROWS = [
  row('001', 'Zürich 😀, West', { csm_name: 'Ada "Countess" L.', visitors: '17' }),
  row('002', 'Pipe | bar; "quoted"', { csm_name: null, their_own: null }),
  row('003', 'two\nlines \\ back', { csm_name: 'x', visitors: null, is_open_day: 'f' }),
  row('004', 'tab\tbed', { location_arr: null, renewal_on: null, last_active_at: null }),
  ...Array.from({ length: 30 }, (_, i) => row(`1${i}`, `Office ${i}`)),
];
const PLAIN = ROWS.map((cells) => cells.map((c) => c?.replaceAll(/["|,;\n\\\t]/g, '-') ?? null));

interface Read {
  readonly rows: readonly unknown[];
  readonly measures: Readonly<Record<string, readonly number[]>>;
}

function content(day: DayRows): Read {
  return {
    rows: day.rows.map((r) => [r.companyId, r.locationId, r.attributes]),
    measures: Object.fromEntries(
      [...day.measures].map(([name, values]) => [name, [...values.subarray(0, day.rows.length)]]),
    ),
  };
}

const dialect = (part: Partial<Dialect>): Dialect => ({ ...CSV, nulls: ['@NULL@'], ...part });
const text = (part: Partial<Dialect>): Dialect => dialect({ format: 'text', ...part });
const DIALECTS: readonly [Dialect, readonly Cell[][]][] = [
  [dialect({}), ROWS],
  [dialect({ delimiter: '|' }), ROWS],
  [dialect({ delimiter: '\t', nulls: ['\\N'] }), ROWS],
  [dialect({ delimiter: ';', nulls: [''] }), ROWS],
  [text({ delimiter: '|', escape: true }), ROWS],
  [text({ delimiter: ',', escape: true }), ROWS],
  [text({ delimiter: '\x01', escape: true, nulls: ['\\N'] }), ROWS],
  [text({ delimiter: '|', escape: true, quotes: true }), ROWS],
  [text({ delimiter: ',', escape: true, quotes: true, nulls: [''] }), ROWS],
  [text({ delimiter: '^', escape: true, trailingDelimiter: true }), ROWS],
  [text({ delimiter: '|', quotes: true }), PLAIN],
  [text({ delimiter: '|' }), PLAIN],
  [text({ delimiter: '\t', nulls: [''] }), PLAIN],
];
const CASES = DIALECTS.flatMap(([d, rows]) =>
  [true, false].map((header): [string, Dialect, readonly Cell[][]] => [
    describeDialect({ ...d, header }),
    { ...d, header },
    rows,
  ]),
);

/** What every way of writing has to say, read from the plainest. */
async function expected(rows: readonly Cell[][]): Promise<Read> {
  return content(await readFiles({ '2026-11-20.csv': encodeText(NAMES, rows, CSV) }));
}

test.each(CASES)('%s is found and read in every packing', async (_, d, rows) => {
  const schema = d.header ? undefined : SCHEMA;
  const want = await expected(rows);
  expect(want.rows).toHaveLength(rows.length);
  for (const [packing, pack] of Object.entries(PACKINGS)) {
    const day = await readFiles(
      { '0000_part_00': pack(encodeText(NAMES, rows, d)) },
      { piece: 1000, ...(schema ? { schema } : {}) },
    );
    expect(day.setAside, packing).toEqual([]);
    expect(content(day), packing).toEqual(want);
    expect(day.dialect?.evidence.length).toBeGreaterThan(0);
  }
});

test('the dialect found is the one written, where it shows', async () => {
  for (const [d, rows] of DIALECTS) {
    if (rows !== ROWS) continue;
    const day = await readFiles({ a: encodeText(NAMES, rows, d) });
    const { format, delimiter, quotes, escape, nulls, trailingDelimiter } = d;
    expect(day.dialect?.dialect, describeDialect(d)).toMatchObject({
      format,
      delimiter,
      quotes,
      escape,
      trailingDelimiter,
    });
    expect(day.dialect?.dialect.nulls[0]).toBe(nulls[0]);
  }
});

test('what is set is not looked for', async () => {
  const d = text({ delimiter: '~', escape: true, nulls: ['nada'], header: false });
  const mapping = readMapping(
    JSON.stringify({
      dialect: { format: 'text', delimiter: '~', escape: true, quotes: false, nulls: ['nada'] },
    }),
    'mapping.json',
  );
  const files = { a: encodeText(NAMES, ROWS, d) };
  expect(content(await readFiles(files, { schema: SCHEMA, mapping }))).toEqual(
    await expected(ROWS),
  );
});

test('JSON lines are read in every packing, booleans as "t" and numbers bare or in quotes', async () => {
  const want = await expected(ROWS);
  for (const [packing, pack] of Object.entries(PACKINGS)) {
    const day = await readFiles({ a: pack(encodeJson(NAMES, ROWS, true)) }, { piece: 777 });
    expect(content(day), packing).toEqual(want);
    expect(day.dialect?.dialect.format).toBe('json');
  }
  const bare = encodeJson(NAMES, ROWS)
    .toString()
    .replaceAll(/"(visitors|location_arr)":"([\d.]+)"/g, '"$1":$2')
    .replaceAll('"is_open_day":"t"', '"is_open_day" : true ');
  expect(content(await readFiles({ a: Buffer.from(bare) }))).toEqual(want);
});

test('a JSON value that is none, a name twice and an open object cost their own row', async () => {
  const good = encodeJson(NAMES, ROWS.slice(0, 1)).toString();
  const lines = [
    good.replace('"is_open_day":"t"', '"is_open_day":t'),
    good.replace('"visitors":"17"', '"visitors":1,"visitors":2'),
    good.slice(0, 40),
    'null',
    '[1]',
    good.replace('"17"', '017'),
  ].map((line) => line.trimEnd());
  const day = await readFiles({ a: Buffer.from(`${good}${lines.join('\n')}\n`) });
  expect(day.rows).toHaveLength(1);
  expect(day.setAside.map((a) => a.record)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(day.setAside.every((a) => a.reason.length > 5)).toBe(true);
  expect(day.records).toBe(7);
});

test('Parquet is read as what text says', async () => {
  const columnOf = (i: number): Cell[] => ROWS.map((cells) => cells[i] ?? null);
  const texts = NAMES.map((name, i) => ({ name, data: columnOf(i), type: 'STRING' as const }));
  const typed = texts.map((column) => {
    if (column.name === 'visitors')
      return {
        name: column.name,
        data: column.data.map((v) => (v === null ? null : Number(v))),
        type: 'INT32' as const,
      };
    if (column.name === 'is_open_day')
      return {
        name: column.name,
        data: column.data.map((v) => v === 't'),
        type: 'BOOLEAN' as const,
      };
    return column;
  });
  const want = await expected(ROWS);
  for (const columnData of [texts, typed]) {
    const file = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 10 }));
    const day = await readFiles(
      { 'part.csv.gz': file },
      { records: { 'part.csv.gz': ROWS.length } },
    );
    expect(content(day)).toEqual(want);
    expect(day.dialect?.dialect.format).toBe('parquet');
  }
});

test('a damaged Parquet file is refused by name', async () => {
  const file = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'ds', data: ['a'] }] }));
  await expect(readFiles({ 'x.parquet': file.subarray(0, file.length - 9) })).rejects.toThrow(
    /x\.parquet is damaged: its Parquet data cannot be read/,
  );
});

test('their columns and values become ours by the mapping', async () => {
  const theirs = NAMES.map((name) => (name === 'visitors' ? 'Besuche' : name));
  const rows = ROWS.map((cells) =>
    cells.map((c, i) =>
      NAMES[i] === 'location_status' ? 'Aktiv' : NAMES[i] === 'is_open_day' ? 'ja' : c,
    ),
  );
  const mapping = readMapping(
    JSON.stringify({
      columns: { besuche: 'visitors' },
      values: {
        location_status: { Aktiv: 'active' },
        is_open_day: { ja: 't' },
        csm_name: { x: null },
      },
    }),
    'mapping.json',
  );
  const day = await readFiles({ a: encodeText(theirs, rows, CSV) }, { mapping });
  expect(day.setAside).toEqual([]);
  expect(day.rows[0]?.attributes?.values['location_status']).toBe('active');
  expect(day.rows[2]?.attributes?.values['csm_name']).toBeNull();
  expect(day.measures.get('visitors')?.[0]).toBe(17);
  expect(day.measures.get('is_open_day')?.[2]).toBe(1);
});

test('PARTITION BY puts columns into the path', async () => {
  const names = NAMES.filter((name) => name !== 'ds' && name !== 'csm_name');
  const rows = ROWS.map((cells) => cells.filter((_, i) => names.includes(NAMES[i] ?? '')));
  const at = (folder: string): string => `f/ds=2026-11-20/run=7/csm_name=${folder}/0000_part_00`;
  const day = await readFiles({
    [at('Ada%20L%2F')]: encodeText(names, rows.slice(0, 2), CSV),
    [at('__HIVE_DEFAULT_PARTITION__')]: encodeText(names, rows.slice(2), CSV),
  });
  expect(day.setAside).toEqual([]);
  expect(day.rows[0]?.attributes?.values['csm_name']).toBe('Ada L/');
  expect(day.rows[5]?.attributes?.values['csm_name']).toBeNull();
  expect(day.rows).toHaveLength(ROWS.length);
});

test('CHAR is padded with spaces, VARCHAR keeps its own', async () => {
  const names = [...NAMES, 'currency', 'plan'];
  const rows = ROWS.map((cells) => [...cells, 'EU ', 'basic  ']);
  const first = async (schema?: { name: string; base: string }[]): Promise<unknown[]> => {
    const files = { a: encodeText(names, rows, CSV) };
    const day = await readFiles(files, schema ? { schema } : {});
    const values = day.rows[0]?.attributes?.values;
    return [values?.['currency'], values?.['plan']];
  };
  expect(await first()).toEqual(['EU', 'basic  ']);
  const typed = (base: string): { name: string; base: string }[] =>
    names.map((name) => ({ name, base: name === 'plan' ? base : 'character varying' }));
  expect(await first(typed('character'))).toEqual(['EU ', 'basic']);
});
