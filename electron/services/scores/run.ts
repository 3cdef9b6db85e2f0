import type { Day } from '../../../shared/domain/day.ts';
import type { BookFigures, Scales, Thresholds } from '../../../shared/scoring/book.ts';
import { scoreBook } from '../../../shared/scoring/score-book.ts';
import { DEFAULT_SETTINGS, type ScoreSettings } from '../../../shared/scoring/settings.ts';
import { one, run, transaction, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { bumpVersion, writeMeta } from '../store/meta.ts';
import { gatherBook } from './gather.ts';
import { keepScores } from './keep.ts';
import { keepMoves } from './moves.ts';
import { keepRollUps } from './roll-ups.ts';
import { keepSnapshots } from './snapshots.ts';

export interface ScoreRunSummary {
  readonly asOf: Day;
  readonly settings: string;
  readonly offices: number;
  /** Offices whose stored score changed. */
  readonly changed: number;
  readonly states: Readonly<Record<string, number>>;
  /** True once thresholds and scales are fixed. */
  readonly settled: boolean;
}

/** What is fixed when a book is first scored with history, so that bands do not move with the book. */
interface Profile {
  readonly thresholds: Thresholds;
  readonly scales: Scales;
}

/**
 * Scores the whole book as of a day and stores scores, figures of the book and the facts they were computed from, in one
 * transaction. Reads everything first, then computes, then writes.
 * @param options.now ISO time kept with the facts
 */
export function scoreRun(
  db: WritableDB,
  options: { readonly asOf: Day; readonly now: string; readonly settings?: ScoreSettings },
): ScoreRunSummary {
  const settings = options.settings ?? DEFAULT_SETTINGS;
  const profile = readProfile(db, settings.version);
  const book = gatherBook(db, options.asOf, {
    ...settings,
    thresholds: profile?.thresholds ?? settings.thresholds,
    scales: profile?.scales ?? settings.scales,
  });
  const { scores, facts, figures, fourWeeksAgo } = scoreBook(book);
  const changed = transaction(db, () => {
    if (!profile && figures.settled) writeProfile(db, settings.version, figures);
    writeMeta(db, 'book_figures', JSON.stringify(figures));
    keepSnapshots(db, {
      asOf: options.asOf,
      knownAt: options.now,
      settings: settings.version,
      scores,
      facts,
    });
    const version = bumpVersion(db);
    const kept = { asOf: options.asOf, settings: settings.version, version };
    const rows = keepScores(db, scores, kept);
    keepMoves(db, options.asOf, profile !== undefined);
    keepRollUps(db, fourWeeksAgo);
    return rows;
  });
  return {
    asOf: options.asOf,
    settings: settings.version,
    offices: scores.length,
    changed,
    states: figures.states,
    settled: profile !== undefined || figures.settled,
  };
}

function readProfile(db: ReadableDB, settings: string): Profile | undefined {
  const row = one<{ profile: string }>(
    db,
    'SELECT profile FROM score_profile WHERE settings = ?',
    settings,
  );
  return row && (JSON.parse(row.profile) as Profile);
}

function writeProfile(db: WritableDB, settings: string, figures: BookFigures): void {
  const profile: Profile = { thresholds: figures.thresholds, scales: figures.scales };
  run(
    db,
    'INSERT INTO score_profile (settings, day, profile) VALUES (?, ?, ?)',
    settings,
    figures.asOf,
    JSON.stringify(profile),
  );
}
