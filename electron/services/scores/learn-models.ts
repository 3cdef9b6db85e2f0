import type { LearnedCard } from '../../../shared/domain/learning.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { AtriumError, refuse } from '../../../shared/contracts/problem.ts';
import type { Champion } from '../../../shared/learning/apply.ts';
import type { Spread } from '../../../shared/learning/drift.ts';
import { parseLearned, type LearnedModel } from '../../../shared/learning/learned.ts';
import { all, one, run, transaction, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** What later days are compared with, and what bands are cut by. */
export interface Basis {
  readonly spreads: readonly Spread[];
  readonly thresholds: { readonly high: number; readonly elevated: number };
}

export interface LearnedRow {
  readonly card: LearnedCard;
  readonly model: LearnedModel;
  readonly basis: Basis;
}

/** Newest first. */
export function learnedCards(db: ReadableDB): readonly LearnedCard[] {
  return all<{ card: string }>(
    db,
    'SELECT card FROM learned_model ORDER BY learned_at DESC, id',
  ).map(({ card }) => JSON.parse(card) as LearnedCard);
}

/**
 * A model as it was kept.
 * @throws AtriumError with `not_found` or `bad_model`
 */
export function readLearned(db: ReadableDB, id: string): LearnedRow {
  const row = one<{ card: string; model: string; basis: string }>(
    db,
    'SELECT card, model, basis FROM learned_model WHERE id = ?',
    id,
  );
  if (!row) throw refuse('not_found', `There is no learned model ${id}.`);
  try {
    return {
      card: JSON.parse(row.card) as LearnedCard,
      model: parseLearned(JSON.parse(row.model)),
      basis: JSON.parse(row.basis) as Basis,
    };
  } catch (error) {
    throw refuse('bad_model', `The learned model ${id} cannot be read.`, {
      stillWorks: 'The scorecard works without it.',
      next: 'Go back to the scorecard, and train anew.',
      cause: error,
    });
  }
}

/**
 * Keeps a model beside the one in use. A challenger that nobody put to use makes way for it.
 * @throws AtriumError with `not_found` where the day it was learned from is gone meanwhile
 */
export function keepLearned(db: WritableDB, { card, model, basis }: LearnedRow, day: Day): void {
  transaction(db, () => {
    if (!one(db, 'SELECT 1 FROM applied_run WHERE day = ?', day))
      throw refuse(
        'not_found',
        `The data to ${card.dataTo} is gone, and with it what was learned.`,
      );
    run(
      db,
      'DELETE FROM learned_model WHERE id <> ? AND id NOT IN (SELECT model FROM champion WHERE model IS NOT NULL)',
      card.id,
    );
    run(
      db,
      `INSERT INTO learned_model (id, learned_at, day, card, model, basis) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET learned_at = excluded.learned_at`,
      card.id,
      card.learnedAt,
      day,
      JSON.stringify(card),
      JSON.stringify(model),
      JSON.stringify(basis),
    );
  });
}

export interface ChampionRow {
  /** Null: the scorecard. */
  readonly model: string | null;
  /** ISO time. */
  readonly since: string;
  readonly by: string;
}

/** What was put to use, newest first; empty where nothing ever was. */
export function championLog(db: ReadableDB): readonly ChampionRow[] {
  return all<ChampionRow & Record<string, unknown>>(
    db,
    'SELECT model, since, by_whom AS by FROM champion ORDER BY id DESC LIMIT 20',
  );
}

/** The model the risk is shown by; null: the scorecard. */
export function championOf(db: ReadableDB): string | null {
  return (
    one<{ model: string | null }>(db, 'SELECT model FROM champion ORDER BY id DESC LIMIT 1')
      ?.model ?? null
  );
}

/**
 * The model in use, ready to be applied; null: the scorecard, as where the model cannot be read any more. What rests on
 * the scorecard's own logit carries no percentage once that is weighted otherwise.
 * @param settings version of the scorecard's settings
 */
export function championIn(
  db: ReadableDB,
  settings: string,
): (Champion & { readonly id: string }) | null {
  const id = championOf(db);
  if (id === null) return null;
  try {
    const { model, basis, card } = readLearned(db, id);
    const same = model.kind === 'ga2m' || card.settings === settings;
    return { id, model, thresholds: basis.thresholds, percentages: card.adoptable && same };
  } catch (error) {
    if (error instanceof AtriumError) return null;
    throw error;
  }
}

/**
 * Puts a model in the scorecard's place, or the scorecard back in its own (null). Scores are to be computed anew after it.
 * @throws AtriumError with `not_found`, `bad_model`, or `not_adopted` where its back-test does not carry it
 */
export function useModel(
  db: WritableDB,
  { id, at, by }: { readonly id: string | null; readonly at: string; readonly by: string },
): void {
  transaction(db, () => {
    if (id !== null) mustCarry(readLearned(db, id).card);
    if (championOf(db) === id) return;
    run(db, 'INSERT INTO champion (model, since, by_whom) VALUES (?, ?, ?)', id, at, by);
  });
}

/** @throws AtriumError with `not_adopted` */
export function mustCarry({ id, adoptable, checks }: LearnedCard): void {
  if (adoptable) return;
  const missed = checks.filter(({ passed }) => !passed).map(({ found }) => found);
  throw refuse('not_adopted', `${id} did not pass its back-test: ${missed.join('; ')}.`, {
    stillWorks: 'The risk is shown as before.',
    next: 'Train again when more offices have given notice.',
  });
}

/**
 * @returns false where there was none
 * @throws AtriumError with `busy` for the model in use
 */
export function removeLearned(db: WritableDB, id: string): boolean {
  return transaction(db, () => {
    if (championOf(db) === id)
      throw refuse('busy', `${id} is in use.`, {
        next: 'Go back to the scorecard first: model use scorecard.',
      });
    return run(db, 'DELETE FROM learned_model WHERE id = ?', id) > 0;
  });
}
