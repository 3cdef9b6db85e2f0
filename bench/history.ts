import { statSync } from 'node:fs';
import path from 'node:path';
import { writeBook } from './lib/book.ts';
import { fillHistory, timeReads, type Read } from './lib/fill-history.ts';
import { duckImport } from './lib/peers.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { wideTable } from './lib/wide-table.ts';

/** Days of the peers' tables; their files are scaled from these. */
const PEER_DAYS = 4;

/** The history of 400 days: its size beside plain tables, what a day writes, and what the screens and scores read. */
export async function history({ rounds, quick, folder }: BenchOptions): Promise<BenchResult> {
  const offices = quick ? 1024 : 13_000;
  const days = quick ? 64 : 400;
  const filled = await fillHistory(folder, offices, days);
  const { size } = filled;

  const book = await writeBook(path.join(folder, 'peers'), offices, PEER_DAYS);
  const wide = await wideTable(book.files(), path.join(folder, 'wide.db'));
  const duckFile = path.join(folder, 'duck.db');
  await duckImport(book.files(), duckFile, 2);
  const scale = days / PEER_DAYS / 1e6;
  const plain = wide * scale;
  const duck = statSync(duckFile).size * scale;

  const reads = await timeReads(filled, rounds);
  filled.db.close();
  const ms = (label: string, { ms: value, first }: Read, atMost?: number): Figure => ({
    label,
    value,
    unit: 'ms',
    ...(atMost === undefined ? {} : { atMost }),
    note: `first ${first.toFixed(1)} ms`,
  });
  return {
    name: 'history',
    title: `The history of ${offices.toLocaleString('en-US')} offices over ${days} days`,
    about:
      `Every measure, attribute, file and record of each day, appended day by day and packed as it goes. The peers hold ${PEER_DAYS} days ` +
      'of the same columns (clocks included, which Atrium keeps no history of) and their files are scaled to as many days. Reads are of 12 measures, warm; the ' +
      'first call stands beside each.',
    figures: [
      { label: 'history in the database', value: size, unit: 'MB' },
      { label: 'plain wide table', value: plain, unit: 'MB' },
      { label: 'DuckDB table', value: duck, unit: 'MB' },
      { label: 'against the plain table', value: size / plain, unit: '×', atMost: 1 / 8 },
      { label: 'against DuckDB', value: size / duck, unit: '×', atMost: 1 },
      { label: 'a day: write', value: filled.write, unit: 'ms' },
      { label: 'a day: written', value: filled.written, unit: 'MB', atMost: 3 },
      { label: 'packing, per day', value: filled.packing, unit: 'ms' },
      { label: 'a day restated in the middle: write', value: filled.restated, unit: 'ms' },
      { label: 'a day restated in the middle: pack again', value: filled.repacked, unit: 'ms' },
      ms('one office, all days', reads.office, 10),
      ms('an account of 50 offices, 90 days', reads.account, 15),
      ms('the whole book, 28 days against 56', reads.book, 250),
      ms('all that scores are computed from', reads.scoring),
    ],
  };
}
