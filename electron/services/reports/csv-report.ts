import { valueAt, type Columns } from '../../../shared/contracts/columns.ts';
import type { ArgumentsOf } from '../../../shared/contracts/contract.ts';
import { refuse } from '../../../shared/contracts/problem.ts';
import type { ReportFile } from '../../../shared/contracts/reports.ts';
import { leftOut, wordsBy, type Said as SaidWord } from '../../../shared/domain/csm-word.ts';
import { dayOf, formatDay, type Day } from '../../../shared/domain/day.ts';
import { officeKeyOf, type OfficeRow } from '../../../shared/domain/office.ts';
import { toCsv, type CsvCell } from '../../../shared/reports/csv.ts';
import { officeSheet } from '../../../shared/reports/office-sheet.ts';
import { WORD_COLUMNS, wordCells } from '../../../shared/reports/word-cells.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { readAccountDetail } from '../store/accounts.ts';
import { readNewestSteps } from '../store/change-steps.ts';
import { readFreshness } from '../store/freshness.ts';
import { readAccountList, readOfficeTable } from '../store/office-list.ts';
import { findOffice, readOffices, rowToOffice } from '../store/offices.ts';
import { readDataset, readSource } from '../store/status.ts';

type Request = ArgumentsOf<'reports.csv'>;

/** What a person said, which the facts do not know. */
export interface Said {
  readonly words: readonly SaidWord[];
  /** The accounts table without the offices they left out. */
  readonly accounts: (table: Columns) => Columns;
}

/** A CSV file of one office, one account, the whole book, or a table as shown; its last line says where it comes from. */
export function csvReport(
  db: ReadableDB,
  request: Request,
  app: {
    readonly version: string;
    /** ISO; how old the data is counts to here. */
    readonly now: string;
  },
  said: Said,
): ReportFile {
  const dataset = readDataset(db);
  if (dataset.ds === null)
    throw refuse('no_deliveries', 'There is nothing to export: no day has been synced yet.', {
      next: 'Sync a delivery first, or open the sample book.',
    });
  const today = dayOf(app.now.slice(0, 10));
  const { name, header, rows, words } = sheetFor(db, request, said, today);
  const out = leftOut(said.words, today).filter(
    ({ company_id: id }) => request.scope !== 'company' || id === request.companyId,
  ).length;
  const { text: state, sources } = readFreshness(db, app.now);
  const provenance = [
    `Atrium ${app.version}`,
    `data of ${dataset.ds}`,
    `run ${dataset.runId ?? 'unknown'}${dataset.verified ? '' : ' (unverified)'}`,
    `scores ${dataset.scoreSettings ?? 'none yet'}`,
    state.replace(/\.$/, ''),
    ...sources.flatMap(({ asOf, text }) => (asOf === null ? [] : [text])),
    readSource(db).sample ? 'sample book' : '',
    words,
    'closed and test offices carry no score',
    out === 0 || request.scope === 'location'
      ? ''
      : `${out} left out by a person: in no number of their account`,
  ];
  const text = toCsv(header, rows, provenance.filter(Boolean).join(' · '));
  return {
    name: `${fileName(name)}_${dataset.ds}.csv`,
    mime: 'text/csv; charset=utf-8',
    bytes: new TextEncoder().encode(text),
    rows: rows.length,
  };
}

interface Sheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
  /** The selection in words. */
  readonly words: string;
}

function sheetFor(db: ReadableDB, request: Request, said: Said, today: Day): Sheet {
  const sheet = (name: string, offices: readonly OfficeRow[], words: string): Sheet =>
    sheetOf(db, name, offices, words, (office) =>
      wordCells(standing(office.company_id, office.location_id), today),
    );
  const standing = wordsBy(said.words);
  switch (request.scope) {
    case 'location': {
      const office = rowToOffice(findOffice(db, request));
      const name = `${office.company_name} ${office.location_name}`;
      return sheet(name, [office], `office ${office.location_id}`);
    }
    case 'company': {
      const account = readAccountDetail(db, request.companyId);
      return sheet(account.company_name, account.officeRows, `account ${account.company_id}`);
    }
    case 'all':
      return sheet('All offices', readOffices(db, { sort: 'risk' }), 'all offices');
    case 'table':
      return tableSheet(db, request, said.accounts);
  }
}

function sheetOf(
  db: ReadableDB,
  name: string,
  offices: readonly OfficeRow[],
  words: string,
  cells: (office: OfficeRow) => CsvCell[],
): Sheet {
  const steps = readNewestSteps(db);
  const stepOf = (o: OfficeRow) => steps.get(officeKeyOf(o.company_id, o.location_id));
  const { header, rows } = officeSheet(offices, stepOf);
  return {
    name,
    header: [...header, ...WORD_COLUMNS],
    rows: offices.map((office, at) => [...(rows[at] ?? []), ...cells(office)]),
    words,
  };
}

function tableSheet(
  db: ReadableDB,
  request: Request & { scope: 'table' },
  accounts: Said['accounts'],
): Sheet {
  const table =
    request.of === 'offices' ? readOfficeTable(db, null) : accounts(readAccountList(db));
  const shown = request.columns.filter((column) => Object.hasOwn(table.columns, column));
  const rowOf = new Map<string, number>();
  for (let row = 0; row < table.rows; row++)
    rowOf.set(String(valueAt(table.columns['key'], row)), row);
  const rows = request.keys.flatMap((key) => {
    const row = rowOf.get(key);
    return row === undefined ? [] : [shown.map((column) => exported(table, column, row))];
  });
  const header = shown.map((column) => column.replace(/_day$/, '_on'));
  return {
    name: request.of === 'offices' ? 'Offices' : 'Accounts',
    header,
    rows,
    words: request.filter,
  };
}

/** Day numbers leave as ISO dates. */
function exported(table: Columns, column: string, row: number): CsvCell {
  const value = valueAt(table.columns[column], row);
  return column.endsWith('_day') && typeof value === 'number' ? formatDay(value) : value;
}

/** Letters of any script, digits and dashes: what every file system takes. */
function fileName(name: string): string {
  return (
    name
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 80) || 'report'
  );
}
