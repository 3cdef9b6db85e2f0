import { useEffect, useSyncExternalStore } from 'react';

/** One line at the foot of the window, written by the screen that is shown. */
let line = '';
const listeners = new Set<() => void>();

function set(text: string): void {
  if (text === line) return;
  line = text;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useStatusLine = (): string => useSyncExternalStore(subscribe, () => line);

/** Shows `text` for as long as the component is on the screen. */
export function useStatusText(text: string): void {
  useEffect(() => set(text), [text]);
  useEffect(() => () => set(''), []);
}
