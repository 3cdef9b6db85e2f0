import { hash } from './random.ts';

/**
 * Shares groups of rows out over folds: rows of a group stay together, groups with an event and groups without are spread
 * evenly, and folds get about equally many rows. Depends on the labels of the groups and the seed, not on the order of rows.
 * @param groups one label a row
 * @param y 1 = event
 * @returns fold of each row, 0 … folds − 1 (at most 255)
 */
export function groupedFolds(
  groups: Int32Array,
  y: Uint8Array,
  folds: number,
  seed: number,
): Uint8Array {
  const known = new Map<number, { rows: number; events: number }>();
  groups.forEach((label, i) => {
    const group = known.get(label) ?? { rows: 0, events: 0 };
    group.rows++;
    group.events += y[i] ?? 0;
    known.set(label, group);
  });
  // Big groups first: what is left evens the folds out.
  const order = [...known.entries()]
    .map(([label, group]) => ({ label, ...group, key: hash(seed, label) }))
    .toSorted((a, b) => b.rows - a.rows || a.key - b.key || a.label - b.label);
  const foldOf = new Map<number, number>();
  const rows = new Float64Array(folds);
  const events = new Float64Array(folds);
  for (const group of order) {
    const load = group.events > 0 ? events : rows;
    let best = 0;
    for (let f = 1; f < folds; f++) {
      const less = (load[f] ?? 0) - (load[best] ?? 0);
      if (less < 0 || (less === 0 && (rows[f] ?? 0) < (rows[best] ?? 0))) best = f;
    }
    foldOf.set(group.label, best);
    rows[best] = (rows[best] ?? 0) + group.rows;
    events[best] = (events[best] ?? 0) + group.events;
  }
  return Uint8Array.from(groups, (label) => foldOf.get(label) ?? 0);
}

/** Each row a group of its own, numbered from 0. */
export function ownGroups(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i);
}
