import { useEffect, useRef, useSyncExternalStore } from 'react';
import { COMMAND_IDS, commandOf, isCommand, type CommandId } from '../../shared/domain/commands.ts';

/** What a command does, by those who can do it now. */
export type Runs = { readonly [Id in CommandId]?: (() => void) | null };

/** A command applies as long as somebody on the screen can run it; the one who came last does. */
const running = new Map<CommandId, { readonly current: Runs }[]>();
const listeners = new Set<() => void>();
let version = 0;

function changed(): void {
  version++;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Offers commands for as long as the component is shown; null = not just now. */
export function useCommands(runs: Runs): void {
  const now = useRef(runs);
  useEffect(() => {
    now.current = runs;
  });
  const offered = COMMAND_IDS.filter((id) => runs[id]).join(' ');
  useEffect(() => {
    if (offered === '') return undefined;
    const ids = offered.split(' ').filter(isCommand);
    for (const id of ids) running.set(id, [...(running.get(id) ?? []), now]);
    changed();
    return () => {
      for (const id of ids)
        running.set(
          id,
          (running.get(id) ?? []).filter((each) => each !== now),
        );
      changed();
    };
  }, [offered]);
}

const runOf = (id: CommandId): (() => void) | null => running.get(id)?.at(-1)?.current[id] ?? null;

const applies = (id: CommandId): boolean => runOf(id) !== null;

/** Runs a command; false where nobody on the screen can. */
export function runCommand(id: CommandId): boolean {
  const run = runOf(id);
  run?.();
  return run !== null;
}

/** The commands that apply now; told anew when that changes. */
export function useApplying(): readonly CommandId[] {
  useSyncExternalStore(subscribe, () => version);
  return COMMAND_IDS.filter(applies);
}

const NEARNESS = { grid: 0, screen: 1, window: 2 } as const;

/** The commands that apply now and have keys, the nearest first. */
export function keyed(): readonly CommandId[] {
  return COMMAND_IDS.filter((id) => commandOf(id).keys.length > 0 && applies(id)).toSorted(
    (a, b) => NEARNESS[commandOf(a).where] - NEARNESS[commandOf(b).where],
  );
}
