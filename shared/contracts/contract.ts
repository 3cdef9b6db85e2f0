import type { z } from 'zod';
import { accounts } from './accounts.ts';
import { app } from './app.ts';
import type { Call, Type } from './call.ts';
import { changes } from './changes.ts';
import { csmWord } from './csm-word.ts';
import { events } from './events.ts';
import { evidence } from './evidence.ts';
import { health } from './health.ts';
import { keys } from './keys.ts';
import { learning } from './learning.ts';
import { models } from './models.ts';
import { offices } from './offices.ts';
import { preview } from './preview.ts';
import type { Problem } from './problem.ts';
import { profiles } from './profiles.ts';
import { reports } from './reports.ts';
import { sample } from './sample.ts';
import { search } from './search.ts';
import { scoreSettings } from './score-settings.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { storage } from './storage.ts';
import { sync } from './sync.ts';
import { undo } from './undo.ts';

/**
 * Every call, declared once. The engine's table, the window's door, the preload's API, the page's RPC,
 * the command line and the test doubles are all derived from this object.
 */
export const contract = {
  app,
  offices,
  accounts,
  changes,
  csmWord,
  evidence,
  health,
  sync,
  schedule,
  search,
  preview,
  profiles,
  models,
  learning,
  storage,
  sample,
  reports,
  settings,
  scoreSettings,
  undo,
  shell,
  keys,
} as const;
export { events };

export type Contract = typeof contract;
export type Group = keyof Contract;
export type CallName = { [G in Group]: `${G}.${keyof Contract[G] & string}` }[Group];

type CallAt<N extends CallName> = N extends `${infer G}.${infer M}`
  ? G extends Group
    ? M extends keyof Contract[G]
      ? Contract[G][M]
      : never
    : never
  : never;

/** What a caller passes (before defaults), what the worker gets (after), what comes back, what is reported. */
export type InputOf<N extends CallName> = CallAt<N> extends Call<infer I> ? z.input<I> : never;
export type ArgumentsOf<N extends CallName> = CallAt<N> extends Call<infer I> ? z.output<I> : never;
export type OutputOf<N extends CallName> = CallAt<N> extends { output: Type<infer O> } ? O : never;
export type ProgressOf<N extends CallName> =
  CallAt<N> extends Call<z.ZodType, unknown, infer P> ? P : never;

export type EventName = keyof typeof events;
export type PayloadOf<E extends EventName> = (typeof events)[E] extends { payload: Type<infer T> }
  ? T
  : never;

/** What travels: a reply is a value or a problem, never an exception. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const callNames = Object.entries(contract).flatMap(([group, calls]) =>
  Object.keys(calls).map((name) => `${group}.${name}`),
) as CallName[];

export const eventNames = Object.keys(events) as EventName[];

/** The declaration behind a name, or undefined for a name nobody declared. */
export function declarationOf(name: string): Call | undefined {
  const [group, method, more] = name.split('.');
  if (!group || !method || more !== undefined || !Object.hasOwn(contract, group)) return undefined;
  const calls: Readonly<Record<string, Call>> = contract[group as Group];
  return Object.hasOwn(calls, method) ? calls[method] : undefined;
}
