import type { Column } from '../../../shared/domain/company-facts.ts';
import type { AttributeValue } from './day-rows.ts';
import { BAD } from './decode.ts';
import { attributeAt } from './fields.ts';
import { DOUBLED, ESCAPED, type RawRecord } from './record.ts';

/** The id of unknown, in every column. */
export const NULL_ID = 0;
/** The value is not of the column's type. */
export const BAD_ID = -1;

/** The distinct values of a column, found by their bytes: each is decoded once, however many rows have it. */
export interface Dictionary {
  /** By id; the first is null. Two ids may have the same value where it was written in two ways. */
  readonly values: readonly AttributeValue[];
  /** The id of a field that is not unknown; {@link BAD_ID} when it is not of the column's type. */
  intern(r: RawRecord, i: number): number;
  /** The id of a value that stands in no file. */
  add(value: AttributeValue): number;
  /** Takes a value that was found elsewhere under the next id, which is the number of {@link values} so far. */
  append(value: AttributeValue): void;
  /** Nothing is looked for any more: only the values stay. */
  close(): void;
}

const PRIME = 0x01000193;
const BASIS = 0x811c9dc5;

export function createDictionary(column: Column, padded: boolean): Dictionary {
  const values: AttributeValue[] = [null];
  const added = new Map<AttributeValue, number>();
  // Open addressing over the bytes as they stand in the file; 0 = free, else entry + 1.
  let slots = new Int32Array(64);
  let count = 0;
  // Four numbers an entry, side by side: hash, where its bytes start and end, id.
  let entries = new Int32Array(4 * 64);
  let store = new Uint8Array(1024);
  let stored = 0;

  function widen(): void {
    const more = new Int32Array(2 * slots.length);
    const mask = more.length - 1;
    for (let e = 0; e < count; e++) {
      let at = spread(entries[4 * e] ?? 0) & mask;
      while (more[at] !== 0) at = (at + 1) & mask;
      more[at] = e + 1;
    }
    slots = more;
  }

  function insert(r: RawRecord, i: number, hash: number): number {
    const value = attributeAt(r, i, column);
    if (value === BAD) return BAD_ID;
    const from = r.starts[i] ?? 0;
    const to = r.ends[i] ?? 0;
    const text = typeof value === 'string' && padded ? value.replace(/ +$/, '') : value;
    const id = values.push(text) - 1;
    if (4 * count === entries.length) {
      const more = new Int32Array(2 * entries.length);
      more.set(entries);
      entries = more;
    }
    const end = stored + to - from;
    if (end > store.length) {
      const larger = new Uint8Array(Math.max(end, 2 * store.length));
      larger.set(store);
      store = larger;
    }
    for (let k = from; k < to; k++) store[stored + k - from] = r.buffer[k] ?? 0;
    entries.set([hash, stored, end, id], 4 * count);
    stored = end;
    count++;
    if (2 * count > slots.length) widen();
    else {
      const mask = slots.length - 1;
      let at = spread(hash) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = count;
    }
    return id;
  }

  return {
    values,
    intern(r, i) {
      const b = r.buffer;
      const from = r.starts[i] ?? 0;
      const to = r.ends[i] ?? 0;
      // The same bytes mean another text where something in them stands for something else.
      let hash = BASIS ^ ((r.quoted[i] ?? 0) & (DOUBLED | ESCAPED));
      for (let k = from; k < to; k++) hash = Math.imul(hash ^ (b[k] ?? 0), PRIME);
      const mask = slots.length - 1;
      let at = spread(hash) & mask;
      for (let e = slots[at] ?? 0; e !== 0; e = slots[at] ?? 0) {
        const entry = 4 * (e - 1);
        if (entries[entry] === hash) {
          const start = entries[entry + 1] ?? 0;
          let k = (entries[entry + 2] ?? 0) - start === to - from ? from : to + 1;
          while (k < to && b[k] === store[start + k - from]) k++;
          if (k === to) return entries[entry + 3] ?? NULL_ID;
        }
        at = (at + 1) & mask;
      }
      return insert(r, i, hash);
    },
    append: (value) => void values.push(value),
    close() {
      slots = new Int32Array(0);
      entries = new Int32Array(0);
      store = new Uint8Array(0);
      added.clear();
    },
    add(value) {
      if (value === null) return NULL_ID;
      let id = added.get(value);
      if (id === undefined) added.set(value, (id = values.push(value) - 1));
      return id;
    },
  };
}

/** FNV's low bits alone tell short texts badly apart. */
const spread = (hash: number): number => hash ^ (hash >>> 15);
