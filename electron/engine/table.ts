import {
  declarationOf,
  type ArgumentsOf,
  type CallName,
  type EventName,
  type OutputOf,
  type PayloadOf,
  type ProgressOf,
  type Reply,
} from '../../shared/contracts/contract.ts';
import { problemOf, type Problem } from '../../shared/contracts/problem.ts';

/** What a running call may use beside its arguments. */
export interface CallContext<P = unknown> {
  readonly signal: AbortSignal;
  progress(progress: P): void;
}

export type Handler<N extends CallName> = (
  input: ArgumentsOf<N>,
  context: CallContext<ProgressOf<N>>,
) => OutputOf<N> | Promise<OutputOf<N>>;

/** Calls answered outside the engine, by what stands around the page. */
export type ShellCall = Extract<CallName, `shell.${string}` | `keys.${string}`>;
export type EngineCall = Exclude<CallName, ShellCall>;

/** One handler for each declared engine call: a forgotten one does not compile. */
export type Table = { readonly [N in EngineCall]: Handler<N> };

export type Emit = <E extends EventName>(name: E, payload: PayloadOf<E>) => void;

/**
 * Answers a call by name: arguments checked against its declaration, then work; never throws.
 * @param within runs the handler, up to its first wait
 */
export async function answer(
  table: Table,
  name: string,
  input: unknown,
  context: CallContext,
  within: (work: () => unknown) => unknown = (work) => work(),
): Promise<Reply<unknown>> {
  const declaration = declarationOf(name);
  if (!declaration || !Object.hasOwn(table, name))
    return refused({ code: 'unknown_call', message: `There is no call ${name}.` });
  const parsed = declaration.input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.');
    return refused({
      code: 'bad_request',
      message: `${name} cannot be called like this${where ? `, at ${where}` : ''}: ${issue?.message}.`,
    });
  }
  try {
    // The name decides both the handler and the schema that has just checked its argument.
    const handler = table[name as EngineCall] as (i: unknown, c: CallContext) => unknown;
    return { ok: true, value: await within(() => handler(parsed.data, context)) };
  } catch (error) {
    if (context.signal.aborted) return refused({ code: 'cancelled', message: 'It was cancelled.' });
    return refused(problemOf(error));
  }
}

const refused = (problem: Problem): Reply<never> => ({ ok: false, problem });
