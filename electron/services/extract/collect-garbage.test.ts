import { expect, test } from 'vitest';
import { collectGarbage } from './collect-garbage.ts';

test('what nobody holds is gone afterwards', () => {
  const weak = new WeakRef({ large: Array.from({ length: 1000 }, () => 1) });
  const held = { large: Array.from({ length: 1000 }, () => 1) };
  const kept = new WeakRef(held);
  return new Promise<void>((resolve) => {
    // A WeakRef holds what it was made with until the end of its turn.
    setImmediate(() => {
      collectGarbage();
      collectGarbage();
      expect(weak.deref()).toBeUndefined();
      expect(kept.deref()).toBe(held);
      resolve();
    });
  });
});
