import { refuse } from '../../../shared/contracts/problem.ts';
import type { UndoHistory, UndoMove, UndoStep } from '../../../shared/contracts/undo.ts';
import { all, one, run, transaction, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import type { ReplacingKind, UndoContext, UndoKind } from './undo-kind.ts';

/** How many steps are kept. */
const KEPT = 50;

/** A kind as the log knows it, and what follows once a step of it is done, taken back or done again. */
export interface RegisteredKind {
  readonly kind: string;
  /** What the step does, from what was kept of it; throws where that does not fit. */
  readonly open: (kept: unknown) => {
    readonly redo: (context: UndoContext) => void;
    readonly undo: (context: UndoContext) => void;
  };
  readonly after: () => void;
}

/** @param after what follows outside of the database: scores are computed anew, a schedule is planned anew */
export function registered<P>(
  kind: UndoKind<P>,
  after: () => void = () => undefined,
): RegisteredKind {
  return {
    kind: kind.kind,
    open(kept) {
      const payload = kind.read(kept);
      return {
        redo: (context) => kind.apply(context, payload),
        undo: (context) => kind.revert(context, payload),
      };
    },
    after,
  };
}

export interface Undo {
  /** Does something for the first time and keeps how to take it back. What was taken back before it is forgotten. */
  perform<P>(kind: UndoKind<P>, payload: P): UndoStep;
  /** Brings a target into a state; null where it is in that state already and nothing was to be done. */
  replace<T, S>(kind: ReplacingKind<T, S>, target: T, after: S | null): UndoStep | null;
  /** Takes back a step, the newest in force without `id`. Throws not_found or changed_meanwhile; then nothing changed. */
  undo(id?: number): UndoMove;
  redo(id?: number): UndoMove;
}

interface Row {
  readonly id: number;
  readonly kind: string;
  readonly words: string;
  readonly payload: string;
  readonly at: string;
  readonly undone: number | null;
}

const stepOf = ({ id, kind, words, at, undone }: Row): UndoStep => ({
  id,
  kind,
  words,
  at,
  undone: undone !== null,
});

const NEWEST = 'SELECT * FROM undo_step WHERE undone IS NULL ORDER BY id DESC LIMIT 1';
const LAST_UNDONE = 'SELECT * FROM undo_step WHERE undone IS NOT NULL ORDER BY undone DESC LIMIT 1';

/** The log of what a person did, kept in people.db: 50 steps, over restarts. */
export function createUndo(options: {
  readonly db: WritableDB;
  readonly kinds: readonly RegisteredKind[];
  /** ISO time. */
  readonly now: () => string;
  readonly by: () => string;
  /** Hears of every step once it is written. */
  readonly tell: (move: UndoMove) => void;
}): Undo {
  const { db, now, by, tell } = options;
  const kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
  const context = (): UndoContext => ({ db, at: now(), by: by() });

  const told = (what: UndoMove['what'], row: Row): UndoMove => {
    const move = { what, step: stepOf(row) };
    kinds.get(row.kind)?.after();
    tell(move);
    return move;
  };

  const perform: Undo['perform'] = (kind, payload) => {
    if (!kinds.has(kind.kind)) throw new Error(`no kind ${kind.kind} is registered`);
    const doing = context();
    const row = transaction(db, () => {
      kind.apply(doing, payload);
      run(db, 'DELETE FROM undo_step WHERE undone IS NOT NULL');
      run(
        db,
        'INSERT INTO undo_step (kind, words, payload, at) VALUES (?, ?, ?, ?)',
        kind.kind,
        kind.words(payload),
        JSON.stringify(payload),
        doing.at,
      );
      run(
        db,
        'DELETE FROM undo_step WHERE id NOT IN (SELECT id FROM undo_step ORDER BY id DESC LIMIT ?)',
        KEPT,
      );
      return one<Row>(db, NEWEST);
    });
    if (!row) throw new Error('the step was not kept');
    return told('done', row).step;
  };

  const opened = (row: Row): ReturnType<RegisteredKind['open']> => {
    try {
      const kind = kinds.get(row.kind);
      if (kind) return kind.open(JSON.parse(row.payload));
    } catch {
      // Said below: it does not matter why another version's step cannot be read.
    }
    throw unreadable(row);
  };

  /** Takes a step one way or the other and marks it, all or nothing. */
  const take = (id: number | undefined, back: boolean): UndoMove => {
    const row = transaction(db, () => {
      const found =
        id === undefined
          ? one<Row>(db, back ? NEWEST : LAST_UNDONE)
          : one<Row>(db, 'SELECT * FROM undo_step WHERE id = ?', id);
      if (!found || (found.undone === null) !== back) throw nothing(back, id);
      const step = opened(found);
      if (back) step.undo(context());
      else step.redo(context());
      const mark = back ? '(SELECT coalesce(max(undone), 0) + 1 FROM undo_step)' : 'NULL';
      run(db, `UPDATE undo_step SET undone = ${mark} WHERE id = ?`, found.id);
      return one<Row>(db, 'SELECT * FROM undo_step WHERE id = ?', found.id) ?? found;
    });
    return told(back ? 'undone' : 'redone', row);
  };

  return {
    perform,
    replace(kind, target, after) {
      const payload = kind.change(db, target, after);
      return payload === undefined ? null : perform(kind, payload);
    },
    undo: (id) => take(id, true),
    redo: (id) => take(id, false),
  };
}

export function readHistory(db: ReadableDB): UndoHistory {
  const next = (sql: string): UndoStep | null => {
    const row = one<Row>(db, sql);
    return row ? stepOf(row) : null;
  };
  return {
    steps: all<Row>(db, 'SELECT * FROM undo_step ORDER BY id DESC').map(stepOf),
    undo: next(NEWEST),
    redo: next(LAST_UNDONE),
  };
}

function nothing(back: boolean, id: number | undefined): Error {
  const verb = back ? 'take back' : 'do again';
  return refuse(
    'not_found',
    id === undefined
      ? `There is nothing to ${verb}.`
      : `There is no such step to ${verb}: the last ${KEPT} are kept.`,
  );
}

function unreadable({ words }: Row): Error {
  return refuse('not_found', `This version of Atrium cannot take back: ${words}.`, {
    stillWorks: 'Nothing was changed.',
    next: 'Change it by hand.',
  });
}
