import { useEffect, useSyncExternalStore } from 'react';

/** What the foot of the window says of the screen that is shown, and of the rows selected there. */
const kept = { line: '', selected: '' };
const listeners = new Set<() => void>();

function set(part: keyof typeof kept, text: string): void {
  if (text === kept[part]) return;
  kept[part] = text;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useStatusLine = (): string => useSyncExternalStore(subscribe, () => kept.line);
export const useSelectedLine = (): string => useSyncExternalStore(subscribe, () => kept.selected);

/** Shows `text` for as long as the component is on the screen. */
export const useStatusText = (text: string): void => usePart('line', text);
/** The same for what is selected: how many, and their sums. */
export const useSelectedText = (text: string): void => usePart('selected', text);

function usePart(part: keyof typeof kept, text: string): void {
  useEffect(() => set(part, text), [part, text]);
  useEffect(() => () => set(part, ''), [part]);
}
