import type {
  CallName,
  Contract,
  EventName,
  Group,
  InputOf,
  OutputOf,
  PayloadOf,
  ProgressOf,
  Reply,
} from './contract.ts';
import type { EnteredKeys } from './keys.ts';
import type { Problem } from './problem.ts';

/** Which way the computer's settings lead to an address. */
export type ProxyAnswer =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly url: string }
  /** A proxy of a kind that is not used, in words. */
  | { readonly kind: 'unsupported'; readonly text: string };

/** What only the window's main process knows, and the engine asks it: question, and answer. */
export interface Questions {
  readonly proxyFor: { readonly asked: { readonly url: string }; readonly answer: ProxyAnswer };
  readonly keysFor: {
    readonly asked: { readonly bucket: string };
    readonly answer: EnteredKeys | null;
  };
}
export type QuestionName = keyof Questions;
type Question<N extends QuestionName> = {
  readonly kind: 'question';
  readonly id: number;
  readonly name: N;
  readonly asked: Questions[N]['asked'];
};
/** A question on its way; the engine chooses the id. */
export type AnyQuestion = { [N in QuestionName]: Question<N> }[QuestionName];
export interface Answer {
  readonly kind: 'answer';
  readonly id: number;
  readonly reply: Reply<unknown>;
}

/** What the shell sends to the engine. Ids are chosen by the sender and unique per connection. */
export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'stop' }
  | Answer;

/** What the engine sends back. `refused` = it could not start, and why. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: unknown }
  | AnyQuestion;

/** A call under way, as the page sees it: a reply that never rejects, and a way to stop it. */
export interface Running<T> {
  readonly result: Promise<Reply<T>>;
  cancel(): void;
}

export type BridgeCalls = {
  readonly [G in Group]: {
    readonly [M in keyof Contract[G] & string]: `${G}.${M}` extends infer N extends CallName
      ? (input: InputOf<N>, onProgress?: (progress: ProgressOf<N>) => void) => Running<OutputOf<N>>
      : never;
  };
};

/** `window.atrium`: what the preload exposes and the loopback page rebuilds over HTTP. Frozen. */
export interface Bridge {
  readonly calls: BridgeCalls;
  on<E extends EventName>(name: E, listener: (payload: PayloadOf<E>) => void): () => void;
}

/** The window's channels; nothing else passes between page and main process. */
export const CHANNELS = {
  call: 'atrium:call',
  cancel: 'atrium:cancel',
  progress: 'atrium:progress',
  event: 'atrium:event',
} as const;

/** Builds the nested call table from one function; used by the preload, the page and the tests. */
export function bridgeCalls(
  names: readonly CallName[],
  start: (name: CallName, input: unknown, onProgress?: (p: never) => void) => Running<unknown>,
): BridgeCalls {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const name of names) {
    const [group = '', method = ''] = name.split('.');
    (groups[group] ??= {})[method] = (input: unknown, onProgress?: (p: never) => void) =>
      start(name, input, onProgress);
  }
  // The table has one entry for each declared call, which is what BridgeCalls says.
  return groups as unknown as BridgeCalls;
}
