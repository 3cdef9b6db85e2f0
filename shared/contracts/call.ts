import type { z } from 'zod';
import type { ProblemCode } from './problem.ts';

/** A type carried by a value, so that a declaration needs no schema for what our own code returns. */
export interface Type<T> {
  readonly _type?: T;
}
export function type<T>(): Type<T> {
  return {};
}

/** Who answers: the engine (services), or the shell around the page (dialogs, files, links). */
export type Answerer = 'engine' | 'shell';

export interface Call<I extends z.ZodType = z.ZodType, O = unknown, P = unknown> {
  readonly input: I;
  readonly output: Type<O>;
  /** What `progress` reports while the call runs; absent = no progress. */
  readonly progress: Type<P> | undefined;
  readonly by: Answerer;
  /** True: it goes on when its caller goes away (a page that is reloaded), until `sync.cancel` ends it. */
  readonly outlivesCaller: boolean;
  /** Codes this call refuses with, beside the ones every call may give (bad_request, internal, engine_stopped). */
  readonly problems: readonly ProblemCode[];
}

export function call<I extends z.ZodType, O, P = never>(declaration: {
  input: I;
  output: Type<O>;
  progress?: Type<P>;
  by?: Answerer;
  outlivesCaller?: boolean;
  problems?: readonly ProblemCode[];
}): Call<I, O, P> {
  return {
    input: declaration.input,
    output: declaration.output,
    progress: declaration.progress,
    by: declaration.by ?? 'engine',
    outlivesCaller: declaration.outlivesCaller ?? false,
    problems: declaration.problems ?? [],
  };
}

export interface Event<T = unknown> {
  readonly payload: Type<T>;
}
export function event<T>(payload: Type<T>): Event<T> {
  return { payload };
}
