import { useSyncExternalStore } from 'react';
import { problemOf } from '../../../shared/contracts/problem.ts';
import type { Settings } from '../../../shared/contracts/settings.ts';
import { saveSettings } from '../../api/settings.ts';
import { takeBack } from '../../api/undo.ts';

/** The newest change, told at the foot of the screen for as long as the screen is open. */
export interface Told {
  readonly text: string;
  /** Takes it back; null where that cannot be done, or has been. */
  readonly undo: (() => Promise<unknown>) | null;
}

let told: Told | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTold = (): Told | null => useSyncExternalStore(subscribe, () => told);

export function tell(next: Told | null): void {
  told = next;
  for (const listener of listeners) listener();
}

/** Does it at once and says so; a refusal is said in its place. */
export async function apply(
  text: string,
  work: () => Promise<unknown>,
  undo: Told['undo'] = null,
): Promise<boolean> {
  try {
    await work();
    tell({ text, undo });
    return true;
  } catch (error) {
    const { message, next = '' } = problemOf(error);
    tell({ text: `${message} ${next}`.trim(), undo: null });
    return false;
  }
}

/** Changes settings at once. The way back is the newest step of the history; only whose book is shown is no step. */
export function change(before: Settings, next: Partial<Settings>, text: string): void {
  void apply(
    text,
    () => saveSettings(next),
    () => ('book' in next ? saveSettings({ book: before.book }) : takeBack()),
  );
}

/** Takes the newest change back, once. */
export function undoNewest(): void {
  const undo = told?.undo;
  if (!undo) return;
  tell({ text: 'Taking it back', undo: null });
  void apply('Taken back.', undo);
}
