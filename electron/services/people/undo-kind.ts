import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../../shared/contracts/problem.ts';
import type { ReadableDB, WritableDB } from '../sqlite/db.ts';

/** What doing and taking back may use: the people database, inside one transaction, and who does it when. */
export interface UndoContext {
  readonly db: WritableDB;
  /** ISO time. */
  readonly at: string;
  readonly by: string;
}

/**
 * One kind of thing a person does, declared once, in the file of the service that does it. `P` is what is kept of one
 * doing, as JSON: enough to do it again and to take it back.
 */
export interface UndoKind<P> {
  readonly kind: string;
  /** Reads what was kept, perhaps by another version of Atrium; throws where it does not fit (a schema's `parse`). */
  readonly read: (kept: unknown) => P;
  /** What was done, in the past tense, naming the thing; no full stop. */
  readonly words: (payload: P) => string;
  /** Does it, the first time and again. Throws {@link changedMeanwhile} where the thing is not as it was. */
  readonly apply: (context: UndoContext, payload: P) => void;
  /** Takes it back. Throws {@link changedMeanwhile} where the thing is not as `apply` left it. */
  readonly revert: (context: UndoContext, payload: P) => void;
}

/** The refusal to touch a thing that somebody has changed since; `what`: `The sentiment of Acme`. */
export function changedMeanwhile(what: string): Error {
  return refuse('changed_meanwhile', `${what} has changed since, so this step cannot be taken.`, {
    stillWorks: 'Nothing was changed.',
    next: 'Take back the later change first, or change it by hand.',
  });
}

/** Something that was in one state and is in another; null = it is not there. */
export interface Replaced<T, S> {
  readonly target: T;
  readonly before: S | null;
  readonly after: S | null;
}

export interface ReplacingKind<T, S> extends UndoKind<Replaced<T, S>> {
  /** What is to be done to bring `target` into the state `after`; undefined where it is in that state already. */
  readonly change: (db: ReadableDB, target: T, after: S | null) => Replaced<T, S> | undefined;
}

/**
 * The kind of most things: a target whose state, as JSON, is replaced as a whole. That it has not changed meanwhile is
 * seen by comparing, so an undo never writes over what came later.
 */
export function replacing<T, S>(declared: {
  readonly kind: string;
  readonly read: (kept: unknown) => Replaced<T, S>;
  readonly words: (payload: Replaced<T, S>) => string;
  /** The thing in a sentence: `The sentiment of Acme`. */
  readonly name: (target: T) => string;
  readonly get: (db: ReadableDB, target: T) => S | null;
  readonly put: (context: UndoContext, target: T, state: S | null) => void;
}): ReplacingKind<T, S> {
  const { kind, read, words, name, get, put } = declared;
  const move = (context: UndoContext, target: T, from: S | null, to: S | null): void => {
    if (!same(get(context.db, target), from)) throw changedMeanwhile(name(target));
    put(context, target, to);
  };
  return {
    kind,
    read,
    words,
    apply: (context, { target, before, after }) => move(context, target, before, after),
    revert: (context, { target, before, after }) => move(context, target, after, before),
    change(db, target, after) {
      const before = get(db, target);
      return same(before, after) ? undefined : { target, before, after };
    },
  };
}

/** Equal as JSON: a member that is undefined is none. */
const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(plain(one), plain(other));
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
