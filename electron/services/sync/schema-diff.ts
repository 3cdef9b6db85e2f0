import type { SchemaDiff } from '../../../shared/contracts/health.ts';
import type { DeliveredColumn } from '../store/run-records.ts';

/** How alike two names must be to be taken for one that was renamed: 1 = the same letters in pairs. */
const ALIKE = 0.5;

/** What changed from the columns `before` to those `now`; a rename is a guess and said as one. */
export function schemaDiff(
  before: readonly DeliveredColumn[],
  now: readonly DeliveredColumn[],
): Omit<SchemaDiff, 'against'> {
  const were = new Map(before);
  const are = new Map(now);
  const named = ([name, type]: DeliveredColumn) => ({ name, type });
  const added = now.filter(([name]) => !were.has(name)).map(named);
  const removed = before.filter(([name]) => !are.has(name)).map(named);
  const changed = now.flatMap(([name, to]) => {
    const from = were.get(name) ?? null;
    return from !== null && to !== null && from !== to ? [{ name, from, to }] : [];
  });
  return { columns: now.length, added, removed, changed, renamed: renames(removed, added) };
}

type Named = SchemaDiff['added'][number];

/** Pairs of a column that went and one that came, most alike first; each in at most one pair. */
function renames(removed: readonly Named[], added: readonly Named[]): SchemaDiff['renamed'] {
  const pairs = removed.flatMap((from) =>
    added
      .filter((to) => from.type === null || to.type === null || from.type === to.type)
      .map((to) => ({ from: from.name, to: to.name, alike: alikeness(from.name, to.name) })),
  );
  const taken = new Set<string>();
  return pairs
    .filter((p) => p.alike >= ALIKE)
    .toSorted((a, b) => b.alike - a.alike)
    .flatMap(({ from, to }) => {
      if (taken.has(`-${from}`) || taken.has(`+${to}`)) return [];
      taken.add(`-${from}`).add(`+${to}`);
      return [{ from, to }];
    });
}

/** Sørensen–Dice over pairs of neighbouring letters. */
export function alikeness(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  const total = left.length + right.length;
  if (total === 0) return a === b ? 1 : 0;
  let common = 0;
  for (const pair of left) {
    const at = right.indexOf(pair);
    if (at < 0) continue;
    common++;
    right.splice(at, 1);
  }
  return (2 * common) / total;
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
