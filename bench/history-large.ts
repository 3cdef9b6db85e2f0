import { rmSync } from 'node:fs';
import path from 'node:path';
import { fillHistory, timeReads } from './lib/fill-history.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';

/** Noise of a run, beyond which a figure is said to grow faster than the book. */
const LINEAR = 1.1;

/** Nearly eight times the usual book: what is read of one office must stay, all else must grow no faster than the book. */
export async function historyLarge({ rounds, quick, folder }: BenchOptions): Promise<BenchResult> {
  const [small, large] = quick ? [1024, 4096] : [13_000, 100_000];
  const days = quick ? 64 : 400;
  const before = await measured(path.join(folder, 'small'), small, days, rounds);
  const now = await measured(path.join(folder, 'large'), large, days, rounds);
  const times = large / small;
  const figures = now.flatMap((figure, i): Figure[] => {
    const { label } = figure;
    const ratio = figure.value / ((before[i]?.value ?? Number.NaN) * times);
    const grows: Figure = {
      label: `${label}: against ${times.toFixed(1)} × that of ${small.toLocaleString('en-US')} offices`,
      value: ratio,
      unit: '×',
      atMost: LINEAR,
    };
    return figure.atMost === undefined ? [figure, grows] : [figure];
  });
  return {
    name: 'history-large',
    title: `The history of ${large.toLocaleString('en-US')} offices over ${days} days`,
    about:
      `The same as of ${small.toLocaleString('en-US')} offices, which are filled and read first in the same run: every day is ` +
      'written by the block writer as a publish writes it, without files that are read and checked, and packed as it goes. ' +
      'What is read of one office or account has the limit of the usual book; all else may grow as the book does ' +
      `(1 ×; up to ${LINEAR} × is taken for noise). Runs only when it is named.`,
    figures,
  };
}

async function measured(
  folder: string,
  offices: number,
  days: number,
  rounds: number,
): Promise<readonly Figure[]> {
  const filled = await fillHistory(folder, offices, days);
  const reads = await timeReads(filled, Math.min(rounds, 5));
  filled.db.close();
  rmSync(folder, { recursive: true });
  const ms = (label: string, value: number, atMost?: number): Figure => ({
    label,
    value,
    unit: 'ms',
    ...(atMost === undefined ? {} : { atMost }),
  });
  return [
    { label: 'history in the database', value: filled.size, unit: 'MB' },
    { label: 'a day: written', value: filled.written, unit: 'MB' },
    ms('a day: write', filled.write),
    ms('packing, per day', filled.packing),
    ms('a day restated in the middle: write', filled.restated),
    ms('a day restated in the middle: pack again', filled.repacked),
    ms('one office, all days', reads.office.ms, 10),
    ms('an account of 50 offices, 90 days', reads.account.ms, 15),
    ms('the whole book, 28 days against 56', reads.book.ms),
    ms('all that scores are computed from', reads.scoring.ms),
  ];
}
