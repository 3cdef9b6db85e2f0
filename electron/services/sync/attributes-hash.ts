import { KEPT_ATTRIBUTES, type NumberedAttribute } from '../store/attributes-history.ts';

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const OTHER_PRIME = 0x5bd1e995;

/** Attributes by which a row is told from the one before: all that have a history, so no clocks. */
const namesOf = (of: 'company' | 'location'): readonly string[] =>
  KEPT_ATTRIBUTES.filter((c) => c.of === of).map((c) => c.name);
const HASHED = { company: namesOf('company'), location: namesOf('location') };

/**
 * What the attributes of each of these rows are, as a whole number of 52 bits: equal where nothing has to be written. Of
 * values as the history numbers them, not of bytes: the same values in another dialect are the same.
 */
export function attributesHashes(
  of: 'company' | 'location',
  attributes: ReadonlyMap<string, NumberedAttribute>,
  rows: readonly number[],
): Float64Array {
  const low = new Int32Array(rows.length).fill(BASIS);
  const high = new Int32Array(rows.length).fill(BASIS);
  for (const name of HASHED[of]) {
    const { ids = NO_IDS, numbers = NO_NUMBERS } = attributes.get(name) ?? {};
    // The last place is that of unknown: one pattern for it, and one for zero.
    const plain = new Float64Array(numbers.length + 1).fill(Number.NaN);
    for (let id = 0; id < numbers.length; id++) {
      const value = numbers[id] ?? Number.NaN;
      if (!Number.isNaN(value)) plain[id] = value + 0;
    }
    const words = new Int32Array(plain.buffer);
    for (let i = 0; i < rows.length; i++) {
      const id = ids[rows[i] ?? 0] ?? -1;
      const at = 2 * (id < 0 ? numbers.length : id);
      const first = words[at] ?? 0;
      const second = words[at + 1] ?? 0;
      low[i] = Math.imul(Math.imul((low[i] ?? 0) ^ first, PRIME) ^ second, PRIME);
      high[i] = mixed(mixed(high[i] ?? 0, second), first);
    }
  }
  const hashes = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) hashes[i] = joined(low[i] ?? 0, high[i] ?? 0, 0);
  return hashes;
}

/** The hash of a row that also has columns which the contract does not know, as text. */
export function withText(hash: number, text: string): number {
  return joined(hash, Math.floor(hash / 2 ** 32), hashOfText(text));
}

const joined = (low: number, high: number, more: number): number =>
  ((low ^ more) >>> 0) + (mixed(high, more) & 0xfffff) * 2 ** 32;

const NO_IDS = new Int32Array(0);
const NO_NUMBERS = new Float64Array(0);

const mixed = (hash: number, value: number): number => {
  const next = Math.imul(hash ^ (value >>> 7) ^ (value << 9), OTHER_PRIME);
  return next ^ (next >>> 13);
};

function hashOfText(text: string): number {
  let hash = BASIS;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}
