import { KEPT_ATTRIBUTES, type NumberedAttribute } from '../store/attributes-history.ts';

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const OTHER_PRIME = 0x5bd1e995;

/** Attributes by which a row is told from the one before: all that have a history, so no clocks. */
const namesOf = (of: 'company' | 'location'): readonly string[] =>
  KEPT_ATTRIBUTES.filter((c) => c.of === of).map((c) => c.name);
const HASHED = { company: namesOf('company'), location: namesOf('location') };

/**
 * What the attributes of a row are, as a whole number of 52 bits: equal where nothing has to be written. Of values as
 * the history numbers them, not of bytes: the same values in another dialect are the same.
 */
export function attributesHash(
  of: 'company' | 'location',
  attributes: ReadonlyMap<string, NumberedAttribute>,
): (row: number, extra: string | null) => number {
  const columns = HASHED[of].map((name) => {
    const { ids = NO_IDS, numbers = NO_NUMBERS } = attributes.get(name) ?? {};
    return { ids, words: new Int32Array(Float64Array.from(numbers, plain).buffer) };
  });
  return (row, extra) => {
    let low = BASIS;
    let high = BASIS;
    for (const { ids, words } of columns) {
      const at = 2 * (ids[row] ?? -1);
      const known = at >= 0;
      const first = known ? (words[at] ?? 0) : UNKNOWN_LOW;
      const second = known ? (words[at + 1] ?? 0) : UNKNOWN_HIGH;
      low = Math.imul(Math.imul(low ^ first, PRIME) ^ second, PRIME);
      high = mixed(mixed(high, second), first);
    }
    const more = extra === null ? 0 : hashOfText(extra);
    return ((low ^ more) >>> 0) + (mixed(high, more) & 0xfffff) * 2 ** 32;
  };
}

const NO_IDS = new Int32Array(0);
const NO_NUMBERS = new Float64Array(0);

/** One pattern for unknown, and one for zero. */
const plain = (value: number): number => (Number.isNaN(value) ? Number.NaN : value + 0);
const [UNKNOWN_LOW = 0, UNKNOWN_HIGH = 0] = new Int32Array(
  Float64Array.of(plain(Number.NaN)).buffer,
);

const mixed = (hash: number, value: number): number => {
  const next = Math.imul(hash ^ (value >>> 7) ^ (value << 9), OTHER_PRIME);
  return next ^ (next >>> 13);
};

function hashOfText(text: string): number {
  let hash = BASIS;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}
