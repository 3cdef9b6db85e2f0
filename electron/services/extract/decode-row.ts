import { BAD } from './decode.ts';
import { BAD_ID, NULL_ID, type Dictionary } from './dictionary.ts';
import { measureAt, nullAt, textAt, unknownAt } from './fields.ts';
import { recordOf, type Header } from './header.ts';
import type { RawRecord } from './record.ts';
import type { Stage } from './stage.ts';

const ZERO = 0x30;
/** So many digits make a number that a double holds exactly. */
const EXACT_DIGITS = 15;

/** What one byte alone says as a count and as a truth; NaN where more has to be looked at. */
const COUNTS = oneByte({ 0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9 });
const TRUTHS = oneByte({ t: 1, f: 0, 1: 1, 0: 0 });
const NOTHING = oneByte({});

function oneByte(values: Readonly<Record<string, number>>): Float64Array {
  const table = new Float64Array(256).fill(Number.NaN);
  for (const [letter, value] of Object.entries(values)) table[letter.charCodeAt(0)] = value;
  return table;
}

/** Positions next to each other that hold facts of the same thing, so that they repeat together. */
type Run = Int32Array;

function runsOf(positions: readonly number[], { columns }: Header): readonly Run[] {
  const runs: number[][] = [];
  for (const i of positions) {
    const run = runs.at(-1);
    if (run?.at(-1) === i - 1 && columns[i - 1]?.of === columns[i]?.of) run.push(i);
    else runs.push([i]);
  }
  return runs.map((run) => Int32Array.from(run));
}

/** Puts a record's values into the stage's next row; the position of one that is not of its type, or −1. */
export type RowDecoder = (r: RawRecord) => number;

/** A decoder for the records of one file: what each position holds is looked up once, not per value. */
export function rowDecoder(header: Header, stage: Stage): RowDecoder {
  const { columns, names, values: renames } = header;
  const width = columns.length;
  const places = new Int32Array(width);
  const dictionaries: (Dictionary | undefined)[] = [];
  const measured: number[] = [];
  const kept: number[] = [];
  const unknown: number[] = [];
  columns.forEach((column, i) => {
    if (!column) unknown.push(i);
    else if (column.of === 'measure') {
      measured.push(i);
      places[i] = stage.place(column.name);
    } else if (column.of !== 'key') {
      kept.push(i);
      const { place, dictionary } = stage.attributes.column(column, header.padded[i] === true);
      places[i] = place;
      dictionaries[i] = dictionary;
    }
  });
  // One kind after the other: the same few steps for all positions of a list.
  const measures = Int32Array.from(measured);
  const runs = runsOf(kept, header);
  const isCount = Uint8Array.from(measured, (i) =>
    columns[i]?.type === 'integer' && !renames[i] ? 1 : 0,
  );
  const single = measured.map((i) => {
    const type = columns[i]?.type;
    if (renames[i]) return NOTHING;
    return type === 'integer' ? COUNTS : type === 'boolean' ? TRUTHS : NOTHING;
  });
  const fixed = fixedValues(header, stage);
  // Where each column's last value stands, and its id.
  let lastBuffer: Uint8Array | undefined;
  const lastFrom = new Int32Array(width);
  const lastTo = new Int32Array(width);
  const lastKind = new Uint8Array(width);
  const lastId = new Int32Array(width);

  function decodeAttributes(r: RawRecord): number {
    const ids = stage.attributes.ids.line();
    const idsAt = stage.attributes.ids.base();
    const { buffer, starts, ends } = r;
    if (buffer !== lastBuffer) {
      lastBuffer = buffer;
      lastTo.fill(-1);
    }
    for (const run of runs) {
      const { length } = run;
      const head = run[0] ?? 0;
      const tail = run[length - 1] ?? 0;
      // The offices of an account follow each other and have most values in common: as they stand, all at once.
      if (length > 1 && same(r, head, starts[head] ?? 0, ends[tail] ?? 0, lastTo[tail] ?? -1)) {
        for (let a = 0; a < length; a++) {
          const i = run[a] ?? 0;
          ids[idsAt + (places[i] ?? 0)] = lastId[i] ?? NULL_ID;
        }
        continue;
      }
      for (let a = 0; a < length; a++) {
        const i = run[a] ?? 0;
        const from = starts[i] ?? 0;
        const to = ends[i] ?? 0;
        let id = lastId[i] ?? NULL_ID;
        if (!same(r, i, from, to, lastTo[i] ?? -1)) {
          id = attribute(r, i);
          if (id === BAD_ID) {
            lastTo.fill(-1);
            return i;
          }
        }
        ids[idsAt + (places[i] ?? 0)] = id;
        lastFrom[i] = from;
        lastTo[i] = to;
        lastKind[i] = r.quoted[i] ?? 0;
        lastId[i] = id;
      }
    }
    return -1;
  }

  /** Whether the bytes are those that stood from the last place of field `i` on to `end`. */
  function same(r: RawRecord, i: number, from: number, to: number, end: number): boolean {
    const was = lastFrom[i] ?? 0;
    // Only within a chunk of a file: other formats write each record to the same place.
    if (end !== was + to - from || lastKind[i] !== r.quoted[i] || was >= r.start) return false;
    const { buffer } = r;
    const shift = was - from;
    let k = from;
    while (k < to && buffer[k] === buffer[k + shift]) k++;
    return k === to;
  }

  /** Columns the contract does not know. */
  function keepExtra(r: RawRecord): void {
    const row = stage.rows();
    for (const i of unknown) {
      const one = renames[i] ? renamed(r, i, header) : r;
      const at = one === r ? i : 0;
      if (!unknownAt(one, at, undefined)) stage.attributes.keep(row, names[i] ?? '', one, at);
    }
    for (const { name, record } of fixed.extra) stage.attributes.keep(row, name, record, 0);
  }

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

  return (r) => {
    const values = stage.measures.line();
    const valuesAt = stage.measures.base();
    const { buffer, starts, ends, quoted } = r;
    const { first } = r.nulls;
    for (let m = 0; m < measures.length; m++) {
      const i = measures[m] ?? 0;
      const at = valuesAt + (places[i] ?? 0);
      const from = starts[i] ?? 0;
      const to = ends[i] ?? 0;
      // A marker of NULL may begin with, or be, a digit: then the longer way tells.
      const byte = buffer[from] ?? 0;
      if (quoted[i] === 0 && first[byte] === 0) {
        if (to - from === 1) {
          const value = (single[m] ?? NOTHING)[byte] ?? Number.NaN;
          if (!Number.isNaN(value)) {
            values[at] = value;
            continue;
          }
        } else if (isCount[m] === 1 && to - from <= EXACT_DIGITS && from !== to) {
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
        }
      }
      const value = measure(r, i);
      if (value === undefined) return i;
      values[at] = value;
    }
    const bad = decodeAttributes(r);
    if (bad >= 0) return bad;
    const ids = stage.attributes.ids.line();
    const idsAt = stage.attributes.ids.base();
    for (const { place, value } of fixed.measures) values[valuesAt + place] = value;
    for (const { place, id } of fixed.attributes) ids[idsAt + place] = id;
    keepExtra(r);
    return -1;
  };
}

/** What the file's path says: the same for all of its rows. */
function fixedValues(header: Header, stage: Stage) {
  const measures: { place: number; value: number }[] = [];
  const attributes: { place: number; id: number }[] = [];
  const extra: { name: string; record: RawRecord }[] = [];
  for (const { name, column, value } of header.fixed) {
    if (column?.of === 'measure')
      measures.push({
        place: stage.place(name),
        value: typeof value === 'number' ? value : Number.NaN,
      });
    else if (column) {
      const { place, dictionary } = stage.attributes.column(column, false);
      attributes.push({ place, id: dictionary.add(value) });
    } else if (value !== null) extra.push({ name, record: recordOf(String(value)) });
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
