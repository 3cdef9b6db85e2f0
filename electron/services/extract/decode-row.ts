import { BAD } from './decode.ts';
import { BAD_ID, NULL_ID, type Dictionary } from './dictionary.ts';
import { measureAt, nullAt, textAt, unknownAt } from './fields.ts';
import { recordOf, type Header } from './header.ts';
import type { RawRecord } from './record.ts';
import type { Stage } from './stage.ts';

/** What to do with a field. */
const KEY = 0;
const INTEGER = 1;
const BOOLEAN = 2;
const MEASURE = 3;
const ATTRIBUTE = 4;
const TEXT = 5;
const UNKNOWN_COLUMN = 6;

const ZERO = 0x30;
/** So many digits make a number that a double holds exactly. */
const EXACT_DIGITS = 15;

/** Puts a record's values into the stage's next row; the position of one that is not of its type, or −1. */
export type RowDecoder = (r: RawRecord, keep: boolean) => number;

/** A decoder for the records of one file: what each position holds is looked up once, not per value. */
export function rowDecoder(header: Header, stage: Stage): RowDecoder {
  const { columns, names, values: renames } = header;
  const width = columns.length;
  const kinds = new Uint8Array(width);
  const places = new Int32Array(width);
  const dictionaries: (Dictionary | undefined)[] = [];
  columns.forEach((column, i) => {
    kinds[i] = UNKNOWN_COLUMN;
    if (!column) return;
    if (column.of === 'key') kinds[i] = KEY;
    else if (column.of === 'measure') {
      kinds[i] =
        column.type === 'integer' ? INTEGER : column.type === 'boolean' ? BOOLEAN : MEASURE;
      places[i] = stage.place(column.name);
    } else {
      kinds[i] = column.type === 'text' || column.type === 'id' ? TEXT : ATTRIBUTE;
      const { place, dictionary } = stage.attributes.column(column, header.padded[i] === true);
      places[i] = place;
      dictionaries[i] = dictionary;
    }
  });
  const fixed = fixedValues(header, stage);
  // Where each column's last value stands: the offices of an account follow each other and have most values in common.
  let lastBuffer: Uint8Array | undefined;
  const lastFrom = new Int32Array(width);
  const lastTo = new Int32Array(width);
  const lastKind = new Uint8Array(width);
  const lastId = new Int32Array(width);

  /** A measure that is not simply a bare number; undefined when it is none. */
  function measure(r: RawRecord, i: number): number | undefined {
    const column = columns[i];
    const one = renames[i] ? renamed(r, i, header) : r;
    const at = one === r ? i : 0;
    if (!column || unknownAt(one, at, column)) return Number.NaN;
    const value = measureAt(one, at, column);
    return value === BAD ? undefined : value;
  }

  function attribute(r: RawRecord, i: number): number {
    const one = renames[i] ? renamed(r, i, header) : r;
    const at = one === r ? i : 0;
    if (unknownAt(one, at, columns[i])) return NULL_ID;
    return dictionaries[i]?.intern(one, at) ?? NULL_ID;
  }

  return (r, keep) => {
    const values = stage.measures.line();
    const valuesAt = stage.measures.base();
    const ids = stage.attributes.ids.line();
    const idsAt = stage.attributes.ids.base();
    const { buffer, starts, ends, quoted, start } = r;
    const { first } = r.nulls;
    if (buffer !== lastBuffer) {
      lastBuffer = buffer;
      lastTo.fill(-1);
    }
    let extra: Record<string, string> | null = null;
    for (let i = 0; i < width; i++) {
      const kind = kinds[i] ?? KEY;
      if (kind === KEY) continue;
      const from = starts[i] ?? 0;
      const to = ends[i] ?? 0;
      if (kind <= MEASURE) {
        const at = valuesAt + (places[i] ?? 0);
        const byte = buffer[from] ?? 0;
        if (quoted[i] === 0 && from !== to && first[byte] === 0 && !renames[i]) {
          if (kind === INTEGER && to - from <= EXACT_DIGITS) {
            let value = 0;
            let k = from;
            for (; k < to; k++) {
              const digit = (buffer[k] ?? 0) - ZERO;
              if (digit < 0 || digit > 9) break;
              value = value * 10 + digit;
            }
            if (k === to) {
              values[at] = value;
              continue;
            }
          } else if (kind === BOOLEAN && to - from === 1) {
            if (byte === 0x74 || byte === 0x66) {
              values[at] = byte === 0x74 ? 1 : 0;
              continue;
            }
          }
        }
        const value = measure(r, i);
        if (value === undefined) return i;
        values[at] = value;
      } else if (kind === UNKNOWN_COLUMN) {
        if (!keep) continue;
        const one = renames[i] ? renamed(r, i, header) : r;
        const at = one === r ? i : 0;
        if (!unknownAt(one, at, undefined)) (extra ??= {})[names[i] ?? ''] = textAt(one, at);
      } else if (keep || kind === ATTRIBUTE) {
        // Decoded whether or not it is kept, so that a bad one is found.
        const at = idsAt + (places[i] ?? 0);
        const flags = quoted[i] ?? 0;
        const was = lastFrom[i] ?? 0;
        if (lastTo[i] === was + to - from && lastKind[i] === flags && was < start) {
          let k = from;
          const shift = was - from;
          while (k < to && buffer[k] === buffer[k + shift]) k++;
          if (k === to) {
            ids[at] = lastId[i] ?? NULL_ID;
            continue;
          }
        }
        const id = attribute(r, i);
        if (id === BAD_ID) return i;
        ids[at] = id;
        lastFrom[i] = from;
        lastTo[i] = to;
        lastKind[i] = flags;
        lastId[i] = id;
      }
    }
    for (const { place, value } of fixed.measures) values[valuesAt + place] = value;
    for (const { place, id } of fixed.attributes) ids[idsAt + place] = id;
    if (keep)
      stage.attributes.keep(stage.rows(), fixed.extra ? { ...extra, ...fixed.extra } : extra);
    return -1;
  };
}

/** What the file's path says: the same for all of its rows. */
function fixedValues(header: Header, stage: Stage) {
  const measures: { place: number; value: number }[] = [];
  const attributes: { place: number; id: number }[] = [];
  let extra: Record<string, string> | undefined;
  for (const { name, column, value } of header.fixed) {
    if (column?.of === 'measure')
      measures.push({
        place: stage.place(name),
        value: typeof value === 'number' ? value : Number.NaN,
      });
    else if (column) {
      const { place, dictionary } = stage.attributes.column(column, false);
      attributes.push({ place, id: dictionary.add(value) });
    } else if (value !== null) (extra ??= {})[name] = String(value);
  }
  return { measures, attributes, extra };
}

/** A value that goes by another name is decoded as a record of its own. */
function renamed(r: RawRecord, i: number, header: Header): RawRecord {
  const map = header.values[i];
  if (!map || nullAt(r, i)) return r;
  const ours = map.get(textAt(r, i));
  return ours === undefined ? r : recordOf(ours);
}
