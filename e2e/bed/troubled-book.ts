import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createEngine } from '../../electron/engine/create.ts';
import { writeSample } from '../../electron/services/sample/write.ts';
import type { CallName, InputOf } from '../../shared/contracts/contract.ts';
import { formatDay, type Day } from '../../shared/domain/day.ts';
import { SAMPLE_SCHEMA } from '../../shared/testing/sample/columns.ts';
import { fieldsOf } from './csv-fields.ts';

/** The days of a troubled book, by what is wrong with each. */
export interface TroubledBook {
  /** 40 rows that cannot be read, for five reasons; a column of another type, a failed test of the data team. */
  readonly held: string;
  /** A new column, one that went, one that was renamed; published with warnings. */
  readonly changedColumns: string;
  readonly late: string;
  readonly restated: string;
  readonly publishedAnyway: string;
  readonly rolledBack: string;
  readonly missing: string;
  /** Where its deliveries lie. */
  readonly source: string;
}

/** Rows of the held day that cannot be read, in the order they are spoilt. */
export const SPOILT_ROWS = 40;

type Table = { readonly header: string[]; rows: string[][] };

const DAYS = 18;
/** Days that come one night after the other, so that each is checked against those before. */
const NIGHTS = 9;
const LATE_RUN_DAYS = 3;

/**
 * Fills `dataFolder` with a book in which everything has gone wrong once, its newest day two days before `today`. The
 * deliveries lie in `source` and come in night after night.
 */
export async function makeTroubledBook(options: {
  readonly dataFolder: string;
  readonly source: string;
  readonly today: Day;
  readonly locations?: number;
}): Promise<TroubledBook> {
  const { dataFolder, source, locations = 300 } = options;
  const newest = options.today - 2;
  const ago = (days: number): Day => newest - days;
  const change = (day: Day, how: (table: Table) => void, more: RunOptions = {}) =>
    rewrite(source, day, how, more);

  await writeSample({ locations, days: DAYS, seed: 5, out: source, anchor: newest });
  const billingStopped = ago(8);
  for (let day = ago(9); day <= newest; day++)
    await change(day, (t) =>
      setAll(t, 'billing_as_of', `${formatDay(billingStopped)} 00:30:00+00`),
    );
  await rm(folderOf(source, ago(11)), { recursive: true });
  await change(ago(6), (t) => void t.rows.splice(Math.ceil(t.rows.length / 2)));
  await change(ago(2), () => undefined, { deliveredAfterDays: LATE_RUN_DAYS });
  const renamed = { industry_name: 'character varying' };
  await change(ago(1), changeColumns, { types: renamed });
  await change(newest, (t) => (changeColumns(t), spoilRows(t)), {
    types: { ...renamed, employees: 'character varying' },
    failedTest: { id: 'visitors_are_numbers', failing_rows: 14 },
  });

  const engine = createEngine({
    dataFolder,
    version: '0',
    importWorker: new URL('../../electron/engine/import-worker.ts', import.meta.url),
    hold: true,
  });
  const ask = async <N extends CallName>(name: N, input: InputOf<N>): Promise<void> => {
    const context = { signal: new AbortController().signal, progress: () => undefined };
    const reply = await engine.handle(name, input, context);
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.message}`);
  };
  try {
    await ask('sync.run', { source, to: formatDay(ago(NIGHTS)) });
    for (let back = NIGHTS - 1; back >= 0; back--) {
      const ds = formatDay(ago(back));
      await ask('sync.run', { source, from: ds, to: ds });
      if (back === 6)
        await ask('sync.publishAnyway', { ds, reason: 'The southern region left us this week' });
      if (back === 2) {
        const restated = ago(4);
        await change(restated, (t) => doubleVisits(t), {
          deliveredAfterDays: 3,
          keepEarlier: true,
        });
        await ask('sync.run', { source, from: formatDay(restated), to: formatDay(restated) });
      }
    }
    await ask('sync.rollBack', {
      ds: formatDay(ago(8)),
      reason: 'Visitors of two regions are swapped; the data team knows',
    });
  } finally {
    await engine.stop();
  }
  return {
    held: formatDay(newest),
    changedColumns: formatDay(ago(1)),
    late: formatDay(ago(2)),
    restated: formatDay(ago(4)),
    publishedAnyway: formatDay(ago(6)),
    rolledBack: formatDay(ago(8)),
    missing: formatDay(ago(11)),
    source,
  };
}

interface RunOptions {
  /** Days from the day to the night in which it was written; 1 is on time. */
  readonly deliveredAfterDays?: number;
  /** The run of before stays beside the new one. */
  readonly keepEarlier?: boolean;
  readonly types?: Readonly<Record<string, string>>;
  readonly failedTest?: { readonly id: string; readonly failing_rows: number };
}

const folderOf = (source: string, day: Day): string =>
  path.join(source, 'company_facts', `ds=${formatDay(day)}`);

/** Writes a day's newest run anew after `how` has changed its rows; manifest and marker agree with what is written. */
async function rewrite(
  source: string,
  day: Day,
  how: (table: Table) => void,
  options: RunOptions,
): Promise<void> {
  const partition = folderOf(source, day);
  const earlier = (await readdir(partition)).toSorted().at(-1) ?? '';
  const parts = (await readdir(path.join(partition, earlier))).filter((f) => f.endsWith('.gz'));
  const lines: string[] = [];
  for (const part of parts.toSorted()) {
    const text = gunzipSync(await readFile(path.join(partition, earlier, part))).toString();
    lines.push(
      ...text
        .trimEnd()
        .split('\n')
        .slice(lines.length === 0 ? 0 : 1),
    );
  }
  const [first = '', ...rest] = lines;
  const table: Table = { header: fieldsOf(first), rows: rest.map(fieldsOf) };
  how(table);

  const written = day + (options.deliveredAfterDays ?? 1);
  const clock = options.deliveredAfterDays === undefined ? '031502' : '101512';
  const runId = `${formatDay(written).replaceAll('-', '')}T${clock}Z`;
  if (!options.keepEarlier) await rm(path.join(partition, earlier), { recursive: true });
  const folder = path.join(partition, `run=${runId}`);
  await mkdir(folder, { recursive: true });
  const bytes = gzipSync([table.header, ...table.rows].map((r) => r.join(',')).join('\n') + '\n');
  const name = '0000_part_00.gz';
  await writeFile(path.join(folder, name), bytes);
  const meta = { content_length: bytes.length, record_count: table.rows.length + 1 };
  const url = `s3://bucket/company_facts/ds=${formatDay(day)}/run=${runId}/${name}`;
  const types = new Map(SAMPLE_SCHEMA.map((c) => [c.name, c.type]));
  const elements = table.header.map((column) => {
    const base = options.types?.[column];
    return { name: column, type: base ? { base } : (types.get(column) ?? { base: 'integer' }) };
  });
  await writeFile(
    path.join(folder, 'manifest'),
    JSON.stringify({ entries: [{ url, meta }], schema: { elements }, meta }),
  );
  await writeFile(
    path.join(folder, '_delivery.json'),
    JSON.stringify({
      schema_version: 1,
      ds: formatDay(day),
      run_id: runId,
      generated_at: `${formatDay(written)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:40Z`,
      supersedes: options.keepEarlier ? earlier.slice('run='.length) : null,
      tables: [{ name: 'company_facts', manifest: 'manifest', rows: table.rows.length }],
      tests: [
        test('company_facts_unique', 'pass', 0),
        ...(options.failedTest
          ? [test(options.failedTest.id, 'fail', options.failedTest.failing_rows)]
          : []),
      ],
    }),
  );
}

const test = (id: string, status: string, failing_rows: number) => ({
  id,
  status,
  severity: 'error',
  owner: 'data-oncall@example.com',
  runbook: 'https://runbooks.example.com/company-facts',
  failing_rows,
});

function at(table: Table, column: string): number {
  const index = table.header.indexOf(column);
  if (index < 0) throw new Error(`the sample has no column ${column}`);
  return index;
}

function setAll(table: Table, column: string, value: string): void {
  const index = at(table, column);
  for (const row of table.rows) row[index] = value;
}

function doubleVisits(table: Table): void {
  const index = at(table, 'visitors');
  for (const row of table.rows.slice(0, 60)) row[index] = String(Number(row[index] ?? 0) + 12);
}

/** One column comes, one goes, one is renamed. */
function changeColumns(table: Table): void {
  const gone = at(table, 'nps_responded_on');
  table.header.splice(gone, 1);
  for (const row of table.rows) row.splice(gone, 1);
  table.header[at(table, 'industry')] = 'industry_name';
  table.header.push('lobby_kiosks');
  for (const [i, row] of table.rows.entries()) row.push(String(i % 4));
}

/** 14 numbers that are none, 10 dates that are none, 8 rows without an account, 5 with a field too many, 3 of another day. */
function spoilRows(table: Table): void {
  const visitors = at(table, 'visitors');
  const licensed = at(table, 'licensed_on');
  const company = at(table, 'company_id');
  const ds = at(table, 'ds');
  for (const [i, row] of table.rows.slice(0, SPOILT_ROWS).entries()) {
    if (i < 14) row[visitors] = i === 0 ? '=2+40' : 'n/a';
    else if (i < 24) row[licensed] = '31/12/2025';
    else if (i < 32) row[company] = '';
    else if (i < 37) row.push('spare');
    else row[ds] = '2020-01-01';
  }
}
