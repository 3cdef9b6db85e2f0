import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DayRows } from './day-rows.ts';
import { NO_MAPPING, type Mapping } from './mapping.ts';
import { readFiles } from './testing/memory-source.ts';

/** Where a value of the file's columns may go by another name, records are read one by one. */
const ONE_BY_ONE: Mapping = {
  ...NO_MAPPING,
  values: new Map([['currency', new Map([['in no file', 'EUR']])]]),
};

/** All that a day says, attributes by value: ids may be given in another order. */
function said({ rows, measures, attributes, ...rest }: DayRows): unknown {
  return {
    ...rest,
    rows: rows.map((row, i) => [
      { ...row },
      row.attributes,
      [...measures].map(([name, values]) => [name, values[i]]),
      [...(attributes ?? [])].map(([name, { ids, values }]) => [name, values[ids[i] ?? -1]]),
    ]),
  };
}

async function readBothWays(
  files: Readonly<Record<string, Uint8Array>>,
  piece: number,
): Promise<readonly [atOnce: unknown, oneByOne: unknown]> {
  const read = (mapping: Mapping): Promise<unknown> =>
    readFiles(files, { piece, mapping }).then(said, String);
  return [await read(NO_MAPPING), await read(ONE_BY_ONE)];
}

/** A value of each kind as a warehouse writes it. */
const USUAL: Readonly<Record<string, string>> = {
  ds: '2026-11-20',
  company_id: '1',
  location_id: '1',
  company_name: 'Halvorsen & Lind',
  parent_company_id: '@NULL@',
  company_arr: '19157.00',
  currency: 'EUR',
  renewal_on: '2027-02-28',
  auto_renew: 't',
  contract_term_months: '12',
  location_name: 'Lyon “HQ”',
  location_status: 'active',
  location_arr: '4699.00',
  latitude: '45.764',
  licensed_on: '@NULL@',
  last_active_at: '2026-11-20 11:00:54+00',
  usage_as_of: '2026-11-21T02:10:00Z',
  is_open_day: 't',
  visitors: '13',
  csat: '4.5',
  feature_desks_entitled: 'f',
  feature_desks_events: '@NULL@',
  theirs: '@NULL@',
};
const NAMES = Object.keys(USUAL);

const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('0', '1', '2', '5', '9'), minLength, maxLength });
const sign = fc.constantFrom('', '-', '+');
const ODD =
  '|@NULL@|@NULL|\\N|t|f|T|true|False|0|-0|7|-5|nan|inf|1e3|infinity|2024-02-29|2026-02-29|0999-01-01|2026-13-01|EUR |2026-11-19|2026-11-20 24:00:00|2026-11-20 23:59:59-03|2026-11-20 1:00:00'.split(
    '|',
  );
const value = fc.oneof(
  fc.constantFrom(...ODD),
  digits(1, 19),
  fc.tuple(sign, digits(0, 9), digits(0, 9)).map(([s, a, b]) => `${s}${a}.${b}`),
  fc
    .tuple(digits(2, 2), fc.constantFrom('', '+00', 'Z', '.5', '.123456+00', '+05:30', ' +00'))
    .map(([two, zone]) => `2026-11-20 ${two}:07:${two}${zone}`),
  fc.string({ unit: fc.constantFrom('a', 'é', '日', '💼', '"', ',', '\n', '\r', ' ') }),
);

const row = fc.record({
  company: fc.integer({ min: 1, max: 3 }),
  office: fc.integer({ min: 1, max: 60 }),
  odd: fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 3 }),
  quoted: fc.array(fc.constantFrom(...NAMES), { maxLength: 4 }),
  end: fc.constantFrom('\n', '\n', '\n', '\r\n', ',\n', '\n\n'),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function lineOf({ company, office, odd, quoted, end }: Row): string {
  const values: Record<string, string> = {
    ...USUAL,
    company_id: `00${company}`,
    location_id: String(office),
    ...Object.fromEntries(odd),
  };
  const written = NAMES.map((name) => {
    const text = values[name] ?? '';
    return quoted.includes(name) || /[",\r\n]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  });
  return `${written.join(',')}${end}`;
}

test('many records at once are read as each of them is alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 20, max: 9000 }),
      fc.integer({ min: 0, max: 1 }),
      async (rows, piece, files) => {
        const lines = rows.map(lineOf);
        const half = files === 0 ? lines.length : lines.length >> 1;
        const file = (some: readonly string[]): Buffer =>
          Buffer.from([`${NAMES.join(',')}\n`, ...some].join(''));
        const [atOnce, oneByOne] = await readBothWays(
          {
            'a.csv': file(lines.slice(0, half)),
            ...(files === 0 ? {} : { 'b.csv': file(lines.slice(half)) }),
          },
          piece,
        );
        expect(atOnce).toEqual(oneByOne);
      },
    ),
    { numRuns: 250 },
  );
});

test('so are records with any byte spoiled', async () => {
  const spoil = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    byte: fc.constantFrom(...Buffer.from('",\n\r0a-. \0é\\')),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 5, maxLength: 40 }),
      fc.array(spoil, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 20, max: 9000 }),
      async (rows, spoils, piece) => {
        const head = Buffer.from(`${NAMES.join(',')}\n`);
        const body = Buffer.from(rows.map(lineOf).join(''));
        for (const { at, byte } of spoils) body[Math.floor(at * body.length)] = byte;
        const [atOnce, oneByOne] = await readBothWays(
          { 'a.csv': Buffer.concat([head, body]) },
          piece,
        );
        expect(atOnce).toEqual(oneByOne);
      },
    ),
    { numRuns: 250 },
  );
});

test('more records, values and letters than one call takes lose nothing', async () => {
  const lines = Array.from({ length: 3000 }, (_, i) =>
    lineOf({
      company: 1 + (i >> 4),
      office: i,
      odd: [
        ['location_name', `${'Büro "im" Hof '.repeat(i % 40)}${i}`],
        ['company_name', `Firma ${i >> 4}`],
        ['location_arr', `${i}.25`],
        ['visitors', String(i * 7919)],
        ...(i % 700 === 0 ? [['licensed_on', 'soon'] satisfies [string, string]] : []),
      ],
      quoted: [],
      end: '\n',
    }),
  );
  const file = Buffer.from([`${NAMES.join(',')}\n`, ...lines].join(''));
  const [atOnce, oneByOne] = await readBothWays({ 'a.csv': file }, 1 << 20);
  expect(atOnce).toEqual(oneByOne);
});
