import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { VirtualItem } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

interface VirtualRows {
  readonly items: readonly VirtualItem[];
  readonly height: number;
}

/**
 * The rows to draw: those in sight, some around them, and the one that holds the focus, so that scrolling
 * never takes the focus out of the document.
 */
export function useVirtualRows(
  scroll: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
  focused: number,
  startAt: number,
): VirtualRows {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: startAt,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (focused < 0 || focused >= count || indexes.includes(focused)) return indexes;
      return [...indexes, focused].toSorted((a, b) => a - b);
    },
  });
  return { items: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize() };
}
