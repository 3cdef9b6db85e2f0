import {
  attributeColumns,
  type Attributes,
  type AttributeValue,
  type DayRows,
} from '../extract/day-rows.ts';
import { LOCATION_ATTRIBUTES } from '../store/locations.ts';

/** The one attribute of an office that moves every day: it is written with the day's measures. */
export const MOVING = 'last_active_at';

const HASHED = LOCATION_ATTRIBUTES.filter((name) => name !== MOVING);
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const OTHER_PRIME = 0x5bd1e995;

/**
 * What an office's attributes are, as a whole number of 52 bits: equal where nothing has to be written. Of values, not
 * of bytes: the same values in another dialect are the same.
 */
export function attributesHash({ values, extra }: Attributes): number {
  let low = BASIS;
  let high = BASIS;
  for (const name of HASHED) {
    const value = hashOf(values[name] ?? null);
    low = Math.imul(low ^ value, PRIME);
    high = mixed(high, value);
  }
  return joined(low, high, extra);
}

/** {@link attributesHash} of every row of a day, each distinct value looked at once; undefined without all attributes. */
export function attributesHashes(staged: DayRows): Float64Array | undefined {
  const columns = attributeColumns(staged);
  if (!columns) return undefined;
  const rows = staged.rows.length;
  const low = new Int32Array(rows).fill(BASIS);
  const high = new Int32Array(rows).fill(BASIS);
  const unknown = hashOf(null);
  for (const name of HASHED) {
    const { ids = NO_IDS, values = [] } = columns.get(name) ?? {};
    const hashes = Int32Array.from(values, hashOf);
    for (let row = 0; row < rows; row++) {
      const value = hashes[ids[row] ?? -1] ?? unknown;
      low[row] = Math.imul((low[row] ?? 0) ^ value, PRIME);
      high[row] = mixed(high[row] ?? 0, value);
    }
  }
  return Float64Array.from(staged.rows, (row, i) =>
    joined(
      low[i] ?? 0,
      high[i] ?? 0,
      staged.unknownColumns.length > 0 ? (row.attributes?.extra ?? null) : null,
    ),
  );
}

const NO_IDS = new Int32Array(0);

const mixed = (hash: number, value: number): number => {
  const next = Math.imul(hash ^ (value >>> 7) ^ (value << 9), OTHER_PRIME);
  return next ^ (next >>> 13);
};

function joined(low: number, high: number, extra: Attributes['extra']): number {
  const more = extra === null ? 0 : hashOf(JSON.stringify(extra));
  return ((low ^ more) >>> 0) + (mixed(high, more) & 0xfffff) * 2 ** 32;
}

function hashOf(value: AttributeValue): number {
  if (value === null) return 0;
  let hash = typeof value === 'string' ? BASIS : PRIME;
  const text = String(value);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}
