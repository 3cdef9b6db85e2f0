import type { OfficeFilter, OfficeSort } from '../shared/domain/filter.ts';
import type { Columns } from '../shared/contracts/columns.ts';
import { encodeFrame } from '../shared/contracts/frames.ts';
import { readAccountDetail } from '../electron/services/store/accounts.ts';
import { one, type ReadableDB } from '../electron/services/sqlite/db.ts';
import { countOffices, findOffices } from '../electron/services/store/find-offices.ts';
import {
  readAccountList,
  readOfficeTable,
  refreshLists,
} from '../electron/services/store/office-list.ts';
import { openFactsReadOnly } from '../electron/services/store/facts-db.ts';
import { findByText } from '../electron/services/store/search.ts';
import { receiver } from './lib/hand-over.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { takeTurns, timed } from './lib/rounds.ts';
import { scoredBook } from './lib/scored-book.ts';

const FILTER: OfficeFilter = {
  match: 'all',
  of: [
    { column: 'country_code', is: 'any_of', values: ['DE', 'US', 'FR'] },
    { column: 'adoption', is: 'below', value: 40 },
  ],
};
const ALL: OfficeFilter = { match: 'all', of: [] };
const SORTS: Readonly<Record<string, OfficeSort>> = {
  'name, rising': { column: 'location_name', order: 'rising' },
  'ARR, falling': { column: 'arr', order: 'falling' },
  'last active, rising': { column: 'last_active_day', order: 'rising' },
  'visitors, falling': { column: 'visitors_28d', order: 'falling' },
};
/** As a person types it. */
const TYPED = ['b', 'be', 'ber', 'berl', 'berli', 'berlin', 'erlin', 'gmbh m', 'zur'];

/** Feeding the tables of the console, and the search. */
export async function lists(options: BenchOptions): Promise<BenchResult> {
  const sizes = options.quick ? [1300] : [13_000, 100_000];
  const figures: Figure[] = [];
  for (const size of sizes) figures.push(...(await ofSize(options, size)));
  return {
    name: 'lists',
    title: 'Lists, filters and search',
    about:
      'A day of the sample book with a score for every office, warm, in process. The whole table is all 35 columns from the database into the reply; the hand-over is 25 of them to another thread, which touches every column. A page is 50 rows of all columns in order, its filter two conditions; a keystroke is one search of 20 hits.',
    figures,
  };
}

async function ofSize({ rounds, folder }: BenchOptions, size: number): Promise<readonly Figure[]> {
  const { data, db: writer } = await scoredBook(folder, size);
  // As the engine reads: beside the thread that writes, with its cache and mapped pages.
  const db = openFactsReadOnly(data);
  const small = size <= 13_000;
  const thread = receiver();
  const company = one<{ company_id: string }>(
    db,
    'SELECT company_id FROM location GROUP BY company_id ORDER BY abs(count(*) - 50) LIMIT 1',
  );
  const sync = (work: () => unknown) => (): Promise<number> => timed(work);
  const { medians, first } = await takeTurns(rounds, {
    table: sync(() => readOfficeTable(db, null)),
    accounts: sync(() => readAccountList(db)),
    clone: async () => {
      const table = shownColumns(readOfficeTable(db, null));
      return timed(() => thread.send(table, false));
    },
    transfer: async () => {
      const table = shownColumns(readOfficeTable(db, null));
      return timed(() => thread.send(table, true));
    },
    frame: async () => {
      const table = readOfficeTable(db, null);
      return timed(() => encodeFrame(table));
    },
    ...Object.fromEntries(
      Object.entries(SORTS).flatMap(([name, sort]) => [
        [`page by ${name}`, sync(() => page(db, ALL, sort))],
        [`filtered page by ${name}`, sync(() => page(db, FILTER, sort))],
      ]),
    ),
    count: sync(() => countOffices(db, FILTER)),
    search: async () => {
      let slowest = 0;
      for (const text of TYPED)
        slowest = Math.max(slowest, await timed(() => findByText(db, { text, limit: 20 })));
      return slowest;
    },
    account: sync(() => readAccountDetail(db, company?.company_id ?? '')),
    refresh: sync(() => refreshLists(writer)),
  });
  await thread.close();
  db.close();
  writer.close();
  const at = (name: string): number => medians.get(name) ?? Number.NaN;
  const slowest = Math.max(
    ...[...medians].filter(([name]) => name.includes('page by')).map(([, ms]) => ms),
  );
  const label = (what: string): string => `${size.toLocaleString('en-US')} offices: ${what}`;
  const within = (ms: number): { atMost: number } | object => (small ? { atMost: ms } : {});
  return [
    { label: label('whole table into the reply'), value: at('table'), unit: 'ms', ...within(15) },
    { label: label('the same, first call'), value: first.get('table') ?? Number.NaN, unit: 'ms' },
    {
      label: label('hand-over of 25 columns, transferred'),
      value: at('transfer'),
      unit: 'ms',
      ...within(4),
    },
    { label: label('hand-over of 25 columns, copied'), value: at('clone'), unit: 'ms' },
    { label: label('as a frame for the page'), value: at('frame'), unit: 'ms' },
    { label: label('table of accounts'), value: at('accounts'), unit: 'ms' },
    {
      label: label('filtered and sorted page, slowest of eight'),
      value: slowest,
      unit: 'ms',
      atMost: small ? 5 : 25,
    },
    { label: label('count of a filter'), value: at('count'), unit: 'ms' },
    {
      label: label('search, slowest keystroke of nine'),
      value: at('search'),
      unit: 'ms',
      ...within(3),
    },
    { label: label('an account of about 50 offices'), value: at('account'), unit: 'ms' },
    { label: label('writing the lists after a scoring'), value: at('refresh'), unit: 'ms' },
  ];
}

/** As many columns as the limit of a hand-over is said for. */
function shownColumns(table: Columns): Columns {
  return { ...table, columns: Object.fromEntries(Object.entries(table.columns).slice(0, 25)) };
}

function page(db: ReadableDB, filter: OfficeFilter, sort: OfficeSort): unknown {
  return findOffices(db, { filter, sorts: [sort], offset: 0, limit: 50 });
}
