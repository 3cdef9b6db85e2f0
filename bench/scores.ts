import path from 'node:path';
import { gatherBook } from '../electron/services/scores/gather.ts';
import { scoreRun } from '../electron/services/scores/run.ts';
import { refreshUsage } from '../electron/services/scores/usage.ts';
import { openFacts } from '../electron/services/store/facts-db.ts';
import { dayOf } from '../shared/domain/day.ts';
import { DEFAULT_SETTINGS } from '../shared/scoring/settings.ts';
import { NEWEST, writeBook } from './lib/book.ts';
import { ingest } from './lib/ingest.ts';
import { inOwnProcess } from './lib/memory.ts';
import type { BenchOptions, BenchResult, Figure } from './lib/result.ts';
import { takeTurns, timed } from './lib/rounds.ts';
import type { Phases } from './lib/score-tiled.ts';

/** Scoring a book: from its facts, from the database, and again under other weights. */
export async function scores({ rounds, quick, folder }: BenchOptions): Promise<BenchResult> {
  const small = quick ? 400 : 13_000;
  const days = quick ? 120 : 400;
  const book = await writeBook(path.join(folder, 'book'), small, days);
  const data = path.join(folder, 'data');
  await ingest({ folder: book.folder, data });
  const asOf = dayOf(NEWEST);

  const figures: Figure[] = [];
  for (const offices of quick ? [small, 1000] : [small, 100_000]) {
    const measured = await inOwnProcess('lib/score-tiled.ts', 'scoreTiled', {
      data,
      asOf,
      offices,
      rounds: offices === small ? rounds : Math.ceil(rounds / 3),
    });
    figures.push(...ofSize(offices, offices === small, measured.said as Phases));
  }

  const db = openFacts(data);
  const { medians } = await takeTurns(Math.ceil(rounds / 2), {
    gather: () => timed(() => gatherBook(db, asOf, DEFAULT_SETTINGS)),
    run: () => timed(() => scoreRun(db, { asOf, now: '2026-11-21T04:00:00Z' })),
    usage: () => timed(() => refreshUsage(db, asOf)),
  });
  db.close();
  const at = (name: string): number => medians.get(name) ?? Number.NaN;
  const label = (what: string): string => `${small.toLocaleString('en-US')} offices: ${what}`;
  return {
    name: 'scores',
    title: `Scores of a book over ${days} days`,
    about:
      'The sample book, gathered from its database; the larger book is the same offices again, of other companies. ' +
      'In one process of its own and one thread. Bands follow eight earlier evaluations, which are made anew each time. ' +
      'A score is made with all its sentences, written and dropped, as a sync does.',
    figures: [
      ...figures,
      { label: label('facts out of the database'), value: at('gather'), unit: 'ms' },
      { label: label('a whole scoring after a sync, written'), value: at('run'), unit: 'ms' },
      { label: label('sums for the tables, written'), value: at('usage'), unit: 'ms' },
    ],
  };
}

function ofSize(offices: number, small: boolean, { ms, factsMB, peakMB }: Phases): Figure[] {
  const label = (what: string): string => `${offices.toLocaleString('en-US')} offices: ${what}`;
  const at = (name: string): number => ms[name] ?? Number.NaN;
  const limit = (value: number): { atMost: number } | object => (small ? { atMost: value } : {});
  return [
    {
      label: label('facts, scores, bands and reasons'),
      value: at('scores') / 1000,
      unit: 's',
      atMost: small ? 1 : 8,
    },
    { label: label('of it, reading the book'), value: at('read'), unit: 'ms' },
    { label: label('of it, the evaluations before'), value: at('weeks'), unit: 'ms' },
    { label: label('of it, sentences'), value: at('sentences'), unit: 'ms' },
    { label: label('facts kept for learning'), value: at('facts'), unit: 'ms' },
    { label: label('once, before weights are tried out'), value: at('forWhatIf'), unit: 'ms' },
    { label: label('other weights tried out'), value: at('whatIf'), unit: 'ms', ...limit(50) },
    { label: label('memory of the facts gathered'), value: factsMB, unit: 'MB' },
    { label: label('memory, most'), value: peakMB, unit: 'MB', ...(small ? {} : { atMost: 1500 }) },
  ];
}
