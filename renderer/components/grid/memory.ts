import type { SortingState } from '@tanstack/react-table';
import type { Selection } from './selection.ts';

/** What a grid looked like when it was left, so that coming back from an office finds the same place. */
interface GridMemory {
  readonly sorting?: SortingState;
  readonly activeKey?: string | undefined;
  readonly col?: number;
  readonly scrollTop?: number;
  readonly scrollLeft?: number;
  readonly selection?: Selection;
  /** The keyboard was in the grid: it returns there. */
  readonly focused?: boolean;
}

const kept = new Map<string, GridMemory>();

export const recall = (id: string): GridMemory => kept.get(id) ?? {};
export function remember(id: string, change: GridMemory): void {
  kept.set(id, { ...recall(id), ...change });
}
