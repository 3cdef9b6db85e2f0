import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DayRows } from './day-rows.ts';
import { checkDelivery, findDeliveries } from './deliveries.ts';
import { CSV, type Dialect } from './dialect.ts';
import { parseManifest } from './manifest.ts';
import { readMapping } from './mapping.ts';
import { decodeText } from './testing/decode-text.ts';
import { memorySource, readFiles } from './testing/memory-source.ts';
import { encodeText } from './testing/unload.ts';
import { MAX_RECORD_BYTES } from './tokenizer.ts';

const HEAD =
  'ds,company_id,location_id,company_name,location_name,location_status,visitors,csm_name';
const line = (location: string, name = 'Office', visitors = '5', csm = 'Ada'): string =>
  `2026-11-20,c1,${location},Acme,${name},active,${visitors},${csm}`;
const lines = (...rows: readonly string[]): Buffer =>
  Buffer.from(`${[HEAD, ...rows].join('\n')}\n`);
const many = (n: number): string[] => Array.from({ length: n }, (_, i) => line(`m${i}`));
const names = (day: DayRows): unknown[] =>
  day.rows.map((r) => r.attributes?.values['location_name']);
const visitors = (day: DayRows): number[] => [
  ...(day.measures.get('visitors')?.subarray(0, day.rows.length) ?? []),
];
const problemOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

test('A5 #5: a record count that differs is said with both numbers, header lines counted', async () => {
  const a = lines(line('a'), line('b'));
  expect((await readFiles({ a }, { records: { a: 3 } })).rows).toHaveLength(2);
  expect(await problemOf(readFiles({ a }, { records: { a: 5 } }))).toMatch(
    /a holds 2 rows; its manifest says 4/,
  );
});

test('A5 #6: files of an earlier, longer run are not read', async () => {
  const folder = 'company_facts/ds=2026-11-20/run=7/';
  const url = `s3://bucket/root/${folder}0000_part_00`;
  const source = memorySource({
    [`${folder}manifest`]: Buffer.from(JSON.stringify({ entries: [{ url }] })),
    [`${folder}0000_part_00`]: lines(line('a')),
    [`${folder}0001_part_00`]: lines(line('gone')),
  });
  const [delivery] = findDeliveries(await source.list());
  const checked = delivery && (await checkDelivery(source, delivery));
  expect(checked?.files.map((f) => f.path)).toEqual([`${folder}0000_part_00`]);
  expect(checked?.orphans).toEqual(['0001_part_00']);
});

test('A5 #10: data cut in the middle of a gzip member or a zstd frame is said to be', async () => {
  const text = lines(...many(3000));
  for (const pack of [gzipSync, zstdCompressSync]) {
    const whole = pack(text);
    for (const cut of [whole.length - 1, Math.floor(whole.length / 2), 9])
      expect(await problemOf(readFiles({ a: whole.subarray(0, cut) })), `${cut}`).toMatch(
        /a ends in the middle: its (gzip|zstd) data is cut short/,
      );
  }
});

test('A5 #11: data cut between two members decompresses well and is found by its count', async () => {
  const text = lines(...many(50));
  const half = text.indexOf('\n', text.length / 2) + 1;
  for (const pack of [gzipSync, zstdCompressSync]) {
    const [first, second] = [pack(text.subarray(0, half)), pack(text.subarray(half))];
    const both = { a: Buffer.concat([first, second]) };
    expect((await readFiles(both, { records: { a: 51 } })).rows).toHaveLength(50);
    expect(await problemOf(readFiles({ a: first }, { records: { a: 51 } }))).toMatch(
      /a holds \d+ rows; its manifest says 50/,
    );
  }
});

test('A5 #12: a flipped bit never changes a value', async () => {
  const text = lines(...many(40));
  const want = names(await readFiles({ a: text }));
  const checksummed = gzipSync(text);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 10, max: checksummed.length - 1 }),
      fc.integer({ min: 0, max: 7 }),
      async (at, bit) => {
        const flipped = Buffer.from(checksummed);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        expect(await problemOf(readFiles({ a: flipped }))).toMatch(
          /a is damaged: its gzip data is wrong|a ends in the middle/,
        );
      },
    ),
    { numRuns: 60 },
  );
  expect(want).toHaveLength(40);
  const broken = Buffer.from(zstdCompressSync(text));
  broken.fill(0xff, 12, 24);
  expect(await problemOf(readFiles({ a: broken }))).toMatch(/a is damaged: its zstd data is wrong/);
});

test('A5 #13: a wrong or missing extension does not matter', async () => {
  const text = lines(line('a'));
  const files: Record<string, Buffer> = {
    'x.gz': zstdCompressSync(text),
    'x.zst': gzipSync(text),
    'x.parquet': text,
    '0000_part_00': gzipSync(text),
  };
  for (const [name, bytes] of Object.entries(files))
    expect(names(await readFiles({ [name]: bytes })), name).toEqual(['Office']);
  const found = findDeliveries([
    { path: '2026-11-20', size: 1 },
    { path: '2026-11-19.csv.zst', size: 1 },
    { path: '2026-11-18.jsonl', size: 1 },
    { path: '2026-11-17.md', size: 1 },
  ]);
  expect(found.map((d) => d.runId)).toHaveLength(3);
});

test.each([
  ['bzip2', Buffer.from('BZh91AY&SY'), /a is packed with bzip2, which Atrium does not read/],
  ['ZIP', Buffer.from('PK\x03\x04xxxx'), /a is a ZIP archive/],
  ['UTF-16', Buffer.from('\ufeffds,x', 'utf16le'), /a is UTF-16 text/],
  ['a sign-in page', Buffer.from('\n<!DOCTYPE html><html>'), /a is a web page, not data/],
  ['Parquet in gzip', gzipSync('PAR1xxxxPAR1'), /a is parquet inside gzip/],
])('A5 #14: %s is refused in a clear sentence', async (_, bytes, sentence) => {
  expect(await problemOf(readFiles({ a: bytes }))).toMatch(sentence);
});

test('A5 #15: an empty file is right only where the manifest says so', async () => {
  const b = lines(line('a'));
  for (const a of [Buffer.alloc(0), gzipSync('')]) {
    expect((await readFiles({ a, b }, { records: { a: 0, b: 2 } })).rows).toHaveLength(1);
    expect(await problemOf(readFiles({ a, b }, { records: { a: 4, b: 2 } }))).toMatch(
      /a holds 0 rows; its manifest says 4/,
    );
    expect(await problemOf(readFiles({ a, b }))).toMatch(/a is empty, and no manifest/);
  }
});

test('A5 #16: columns are put to their names in each file; a lost or a new one is told', async () => {
  const a = lines(line('a', 'First', '3'));
  const b = Buffer.from(
    'visitors,Location_Name,location_id,company_id,company_name,location_status,ds,mood\n' +
      '4,Second,b,c1,Acme,active,2026-11-20,good\n',
  );
  const day = await readFiles({ a, b });
  expect(names(day)).toEqual(['First', 'Second']);
  expect(visitors(day)).toEqual([3, 4]);
  expect(day.unknownColumns).toEqual(['mood']);
  expect(day.notes?.join(' ')).toMatch(/b lacks csm_name/);
  const headless = Buffer.from(`${line('c')}\n`);
  expect(await problemOf(readFiles({ a, headless }))).toMatch(/headless has no header line/);
  const schema = HEAD.split(',').map((name) => ({ name, base: 'character varying' }));
  expect((await readFiles({ a, headless }, { schema })).rows).toHaveLength(2);
});

test('A5 #17: byte order mark, CRLF, no final line end and a trailing delimiter all read', async () => {
  const plain = lines(line('a', 'Ä'), line('b', 'O'));
  const want = names(await readFiles({ a: plain }));
  const variants = {
    bom: Buffer.concat([Buffer.from('\ufeff'), plain]),
    crlf: Buffer.from(plain.toString().replaceAll('\n', '\r\n')),
    open: plain.subarray(0, plain.length - 1),
    trailing: Buffer.from(plain.toString().replaceAll('\n', ',\n')),
    all: Buffer.from(`\ufeff${plain.toString().replaceAll('\n', ',\r\n')}`).subarray(0, -2),
  };
  for (const [name, bytes] of Object.entries(variants)) {
    const day = await readFiles({ a: bytes }, { piece: 3 });
    expect(names(day), name).toEqual(want);
    expect(day.setAside, name).toEqual([]);
  }
});

const ESCAPE: Dialect = { ...CSV, format: 'text', delimiter: '|', escape: true, nulls: ['\\N'] };

test('A5 #18: what is escaped is data; a backslash at the end of the file is not believed', () => {
  const said = 'a|\\\n|b\nc\\|d|\\\\|\\"e\n\\\r\\\n|\\N|\\\\N\nx|y|\\';
  expect(decodeText(Buffer.from(said), ESCAPE, 1).map((r) => r.fault ?? r.cells)).toEqual([
    ['a', '\n', 'b'],
    ['c|d', '\\', '"e'],
    ['\r\n', null, '\\N'],
    'a backslash ends the file',
  ]);
});

test('A5 #19: a delimiter that nothing protects costs its row', async () => {
  const text = lines(...many(20), line('x', 'A|B'))
    .toString()
    .replaceAll(',', '|');
  const day = await readFiles({ a: Buffer.from(text) });
  expect(day.rows).toHaveLength(20);
  expect(day.setAside).toMatchObject([
    { record: 21, column: null, reason: '9 fields where the header has 8' },
  ]);
  expect(day.setAside[0]?.byteOffset).toBe(text.lastIndexOf('2026'));
});

test('A5 #20: a quote that never closes costs its own line, in a small file and in a long one', async () => {
  const small = await readFiles({ a: lines(line('a'), line('b', '"open'), ...many(30)) });
  expect(small.rows).toHaveLength(31);
  expect(small.setAside).toMatchObject([{ record: 2, reason: 'a quote opens and never closes' }]);
  const rows = many(Math.ceil((2 * MAX_RECORD_BYTES) / line('m1').length));
  const long = await readFiles({ a: lines(line('a'), line('b', '"open'), ...rows) });
  expect(long.rows).toHaveLength(rows.length + 1);
  expect(long.setAside).toMatchObject([
    { record: 2, reason: expect.stringMatching(/longer than/) },
  ]);
});

test('A5 #21: bytes that are no text are replaced and told; names keep their letters', async () => {
  const odd = ['nul\0in', 'Cafe\u0301', 'Caf\u00e9', '\u202eRTL\u200b', '\u{1F600}'];
  const invalid = Buffer.concat([
    Buffer.from('2026-11-20,c1,bad,Acme,Caf'),
    Buffer.from([0xe9, 0xed, 0xa0, 0x80]),
    Buffer.from(',active,1,Ada\n'),
  ]);
  const text = Buffer.concat([lines(...odd.map((name, i) => line(`${i}`, name))), invalid]);
  const day = await readFiles({ a: text });
  expect(names(day)).toEqual(['nul\ufffdin', ...odd.slice(1), 'Caf\ufffd\ufffd\ufffd\ufffd']);
  expect(day.notes?.join(' ')).toMatch(/^2 rows hold bytes that are no text/);
  const half = Buffer.from(
    `{"ds":"2026-11-20","company_id":"c1","location_id":"a","company_name":"A","location_name":"x\\ud800y","location_status":"active"}\n`,
  );
  const json = await readFiles({ a: half });
  expect(names(json)).toEqual(['x\ufffdy']);
  expect(json.notes?.join(' ')).toMatch(/1 rows hold bytes/);
  const twins = await readFiles({ a: lines(line('Cafe\u0301'), line('Caf\u00e9')) });
  expect(twins.setAside).toHaveLength(2);
});

test('A5 #22: NULL, the empty text and the marker inside a text are three things', async () => {
  const csv = lines(
    line('a', 'N1', '@NULL@', '@NULL@'),
    line('b', 'N2', '', ''),
    line('c', 'N3', '0', '""'),
    line('d', 'N4', '7', '"@NULL@"'),
    line('e', 'N5', '8', 'x @NULL@ y'),
    line('f', 'N6', '\\N', '\\N'),
  );
  const day = await readFiles({ a: csv });
  expect(visitors(day)).toEqual([Number.NaN, Number.NaN, 0, 7, 8, Number.NaN]);
  expect(day.rows.map((r) => r.attributes?.values['csm_name'])).toEqual([
    null,
    null,
    '',
    '@NULL@',
    'x @NULL@ y',
    null,
  ]);
  const mapping = readMapping('{"dialect":{"nulls":["@NULL@"]}}', 'mapping.json');
  const exact = await readFiles(
    { a: csv.subarray(0, csv.indexOf('2026-11-20,c1,c')) },
    { mapping },
  );
  expect(exact.rows.map((r) => r.attributes?.values['csm_name'])).toEqual([null, '']);
  expect(visitors(exact)).toEqual([Number.NaN, Number.NaN]);
});

test('A5 #23: booleans, nan, long numbers, long ids and -0 lose nothing', async () => {
  const head = `${HEAD},is_open_day,csat,amount_overdue`;
  const rows = [
    `${line('9007199254740993')},t,nan,12345678901234.56`,
    `${line('00009007199254740993', 'x', '-0')},f,-inf,0.10`,
    `${line('c', 'x', '9007199254740993')},t,1,1`,
    `${line('d')},t,1,12345678901234567890123456789012345678`,
    `${line('e')},true,4.5,99999999999999999.99`,
    `${line('f')},maybe,1,1`,
  ];
  const day = await readFiles({ a: Buffer.from(`${[head, ...rows].join('\n')}\n`) });
  expect(day.rows.map((r) => r.locationId)).toEqual(['9007199254740993', '00009007199254740993']);
  expect(visitors(day)).toEqual([5, 0]);
  expect([...(day.measures.get('csat')?.subarray(0, 2) ?? [])]).toEqual([Number.NaN, Number.NaN]);
  expect([...(day.measures.get('is_open_day')?.subarray(0, 2) ?? [])]).toEqual([1, 0]);
  expect(day.setAside.map((a) => [a.column, a.value])).toEqual([
    ['visitors', '9007199254740993'],
    ['amount_overdue', '12345678901234567890123456789012345678'],
    ['amount_overdue', '99999999999999999.99'],
    ['is_open_day', 'maybe'],
  ]);
  expect(day.rows[0]?.attributes?.values['amount_overdue']).toBe(12345678901234.56);
});

test('A5 #24: times become UTC, years go to 9999, 24:00 and days that are not are set aside', async () => {
  const head = `${HEAD},last_active_at,renewal_on`;
  const times: [string, string][] = [
    ['2026-11-20 23:30:00', '9999-12-31'],
    ['2014-03-01 00:00:01.123456+09', '2027-02-28'],
    ['2026-03-29 02:30:00+05:30', 'infinity'],
    ['9999-12-31 23:59:59-03', ''],
    ['infinity', ''],
    ['2026-11-20 24:00:00', ''],
    ['2026-11-20 10:00:00', '2027-02-29'],
  ];
  const rows = times.map(([time, day], i) => `${line(`${i}`)},${time},${day}`);
  const read = await readFiles({ a: Buffer.from(`${[head, ...rows].join('\n')}\n`) });
  const values = read.rows.map((r) => r.attributes?.values);
  expect(values.map((v) => v?.['last_active_at'])).toEqual([
    '2026-11-20T23:30:00Z',
    '2014-02-28T15:00:01Z',
    '2026-03-28T21:00:00Z',
    null,
  ]);
  expect(values.map((v) => v?.['renewal_on'])).toEqual(['9999-12-31', '2027-02-28', null, null]);
  expect(read.setAside.map((a) => [a.column, a.value])).toEqual([
    ['last_active_at', '9999-12-31 23:59:59-03'],
    ['last_active_at', '2026-11-20 24:00:00'],
    ['renewal_on', '2027-02-29'],
  ]);
});

const FOLDER = 'root/company_facts/ds=2026-11-20/run=7/';
async function refusal(manifest: unknown, size?: number): Promise<string> {
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  const source = memorySource({
    [`${FOLDER}manifest`]: Buffer.from(text),
    [`${FOLDER}0000_part_00`]: lines(line('a')),
  });
  const files = await source.list();
  const [delivery] = findDeliveries(
    files.map((f) => (size !== undefined && f.path.endsWith('manifest') ? { ...f, size } : f)),
  );
  return delivery ? problemOf(checkDelivery(source, delivery)) : 'no delivery was found';
}

test('A5 #48: a manifest that leads elsewhere, names too much or is too long is refused', async () => {
  const own = `s3://bucket/${FOLDER}0000_part_00`;
  const entries = (...urls: readonly string[]): unknown => ({
    entries: urls.map((url) => ({ url })),
  });
  expect(await refusal(entries(own))).toBe('nothing was refused');
  expect(await refusal(entries(own.replace('root/', 'copied/elsewhere/')))).toBe(
    'nothing was refused',
  );
  expect(await refusal(entries(own, own.replace('bucket', 'other')))).toMatch(/in two buckets/);
  expect(await refusal(entries(`s3://bucket/${FOLDER}../../secret`))).toMatch(/leads out of/);
  expect(await refusal(entries(`s3://bucket/${FOLDER}%2e%2e/secret`))).toMatch(/leads out of/);
  expect(await refusal(entries(own.replace('ds=2026-11-20', 'ds=2026-11-19')))).toMatch(/outside/);
  expect(await refusal(entries(own, own.replace('root/', 'away/')))).toMatch(/outside/);
  expect(await refusal(entries('/etc/passwd'))).toMatch(/no address of a file/);
  expect(await refusal(entries(...Array.from({ length: 20_001 }, () => own)))).toMatch(
    /names 20001 files/,
  );
  expect(await refusal(entries(own), 100 * 1024 * 1024)).toMatch(
    /of more than 16777216 is not read/,
  );
});

test("A5 #48: AWS's own example of a manifest is read though it is no JSON", () => {
  const text = `{"entries":[{"url":"s3://b/ds=1/a","meta":{"content_length":32295,"record_count":10}}],
    "schema":{"elements":[{"name":"venueid","type":{"base":"integer"}},
      {"name":"venuename","type":{ "base": "character varying", 25 }},
      {"name":"price","type":{"base":"numeric", 14, 2}}]},
    "meta":{"content_length":129178,"record_count":55},"author":{"name":"Amazon Redshift","version":"1.0.0"}}`;
  expect(parseManifest(text, 'manifest').columns).toEqual([
    { name: 'venueid', base: 'integer' },
    { name: 'venuename', base: 'character varying' },
    { name: 'price', base: 'numeric' },
  ]);
  expect(() => parseManifest(text.replace('55}', '55'), 'x/manifest')).toThrow(
    /x\/manifest is not valid JSON/,
  );
});

test('A5 #49: what unpacks to far more than data does is not read; what only packs well is', async () => {
  const zeros = Buffer.concat([lines(line('a')), Buffer.alloc(80 * 1024 * 1024, 'x')]);
  for (const pack of [gzipSync, zstdCompressSync])
    expect(await problemOf(readFiles({ a: pack(zeros) }))).toMatch(/more than 200 times its size/);
  const equal = lines(...Array.from({ length: 100_000 }, () => line('a')));
  expect((await readFiles({ a: gzipSync(equal) })).repeated).toBe(99_999);
  const mapping = readMapping('{"limits":{"unpackedBytes":100000}}', 'mapping.json');
  const noise = lines(line('a', randomBytes(150_000).toString('hex')));
  expect(await problemOf(readFiles({ a: gzipSync(noise) }, { mapping }))).toMatch(
    /unpacks to more than 100000 bytes/,
  );
});

test('the byte offset of a record is where it stands, whatever stands before', () => {
  const rows = [
    ['a', 'b'],
    ['x\ny', '"'],
    ['ü', ''],
  ];
  const bytes = encodeText(['p', 'q'], rows, CSV);
  const offsets = decodeText(bytes, CSV, 5).map((r) => r.offset);
  const starts = ['p,', 'a,', '"x', 'ü,'].map((mark) => bytes.indexOf(mark));
  expect(offsets).toEqual(starts);
});
